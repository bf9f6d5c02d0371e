import { readXml } from './xml.js';

describe('The strict reader', () => {
  it('reads elements, attributes and text', () => {
    expect(readXml('<a x="1 &lt; 2"><b/>so &amp; so</a>')).toEqual({
      name: 'a',
      attributes: { x: '1 < 2' },
      children: [{ name: 'b', attributes: {}, children: [], text: '' }],
      text: 'so & so',
    });
  });

  it.each([
    ['an element that is never closed', '<a><b></a>'],
    ['a bare ampersand', '<a>this & that</a>'],
    ['an entity of HTML', '<a>&nbsp;</a>'],
    ['an attribute without quotes', '<a x=1/>'],
    ['an attribute that comes twice', '<a x="1" x="2"/>'],
    ['two elements at the top', '<a/><b/>'],
    ['a control character', '<a>\u0007</a>'],
    ['half a surrogate pair', '<a>\ud800</a>'],
    ['a comment', '<a><!-- b --></a>'],
  ])('refuses %s', (_, text) => {
    expect(() => readXml(text)).toThrow();
  });
});
