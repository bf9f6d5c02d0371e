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
    ['an element that is never closed', '<a><b></a>', '</a> closes <b>'],
    ['a bare ampersand', '<a>this & that</a>', 'no entity: &'],
    ['an entity of HTML', '<a>&nbsp;</a>', 'no entity: &nbsp;'],
    ['an attribute without quotes', '<a x=1/>', 'no tag: <a x=1/>'],
    ['an attribute that comes twice', '<a x="1" x="2"/>', 'x twice in <a>'],
    ['two elements at the top', '<a/><b/>', 'not exactly one element'],
    ['a control character', '<a>\u0007</a>', 'a character that XML does not allow'],
    ['half a surrogate pair', '<a>\ud800</a>', 'a character that XML does not allow'],
    ['a comment', '<a><!-- b --></a>', 'no tag: <!-- b'],
  ])('refuses %s', (_, text, message) => {
    expect(() => readXml(text)).toThrow(message);
  });
});
