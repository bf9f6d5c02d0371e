import { readXml } from '#testing';
import { drawn, facts, html, list, nothing, short, table } from './html.js';

const hostile = `</td><script>alert(1)</script>" onclick='x' & ]]> <!-- `;

describe('HTML from a template', () => {
  it('escapes every text, between tags and inside quotes alike, and nothing twice', () => {
    const { text } = html`<p title="${hostile}">${html`<b>${hostile}</b>`}${[hostile, 7, null]}</p>`;
    const { attributes, children } = readXml(text);
    expect([attributes['title'], children.map(({ name, text: said }) => [name, said])]).toEqual([hostile, [['b', hostile]]]);
    expect(text).not.toContain('<script');
    expect(text).toContain('7</p>');
  });

  it('shows a character that would turn the direction of writing, and leaves writing from right to left alone', () => {
    expect(html`${'ab\u202Ecd\u2066ef'}`.text).toBe('ab\uFFFDcd\uFFFDef');
    expect(html`${'שלום \u200F1'}`.text).toBe('שלום \u200F1');
  });

  it('replaces what no document may hold', () => {
    expect(html`${'a\u0000b\uD800c'}`.text).toBe('a\uFFFDb\uFFFDc');
  });

  it('takes a picture as it was drawn', () => {
    expect(html`<figure>${drawn('<svg><title>1 &lt; 2</title></svg>')}</figure>`.text).toBe(
      '<figure><svg><title>1 &lt; 2</title></svg></figure>',
    );
  });

  it('makes tables whose heads say what they are the heads of, and none without rows', () => {
    const { children } = readXml(table('Scores', ['By', short('Position')], [['Ann', 7]]).text);
    const [caption, head, body] = children[0]!.children;
    expect(caption!.text.trim()).toBe('Scores');
    expect(head!.children[0]!.children.map(({ attributes, text }) => [attributes['scope'], text])).toEqual([
      ['col', 'By'],
      ['col', 'Position'],
    ]);
    expect(body!.children[0]!.children.map(({ name, attributes, text }) => [name, attributes['scope'], text])).toEqual([
      ['th', 'row', 'Ann'],
      ['td', undefined, '7'],
    ]);
    expect(table('Scores', ['By'], [])).toBe(nothing);
  });

  it('leaves out facts that nobody gave, and lists of nothing', () => {
    expect(
      facts([
        ['Plan', null],
        ['Means', list([])],
        ['Why', ''],
      ]),
    ).toBe(nothing);
    expect(
      facts([
        ['Rounds', 0],
        ['Plan', null],
      ]).text.match(/<dt>/g),
    ).toHaveLength(1);
  });
});
