import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesBelow, house, textOf } from './house-files.js';

/** Every link of a page to another file of the house, by the path it leads to. */
const linksIn = (page: string, text: string): readonly string[] =>
  [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => join(dirname(page), target));

describe('The pages of the house', () => {
  const pages = filesBelow().filter((file) => file.endsWith('.md'));

  it('lead nowhere that is not there', () => {
    expect(pages.length).toBeGreaterThan(3);
    const broken = pages.flatMap((page) => linksIn(page, textOf(page)).map((target) => ({ page, target })));
    expect(broken.filter(({ target }) => !existsSync(join(house, target)))).toEqual([]);
  });

  it('are read for links to files and for nothing else', () => {
    const text =
      'See [one](0001-one.md), [a place](../map.md#walls), [there](https://example.org/x.md) and [here](#below).\n\n```\n[not](this.md)\n```\n';
    expect(linksIn('docs/adr/README.md', text)).toEqual(['docs/adr/0001-one.md', 'docs/map.md']);
  });
});
