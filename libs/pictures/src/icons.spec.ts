import { assurances, variations } from '#spc';
import { elementsNamed, readXml } from '#testing';
import { assuranceIcon, assuranceSentence, variationIcon, variationSentence } from './icons.js';

const all = [...variations, null];

describe('The icons', () => {
  it('say in a whole sentence what they show, each its own', () => {
    for (const variation of all) {
      const icon = readXml(variationIcon(variation));
      expect(icon.attributes['role']).toBe('img');
      expect(elementsNamed(icon, 'desc').map(({ text }) => text)).toEqual([variationSentence(variation)]);
    }
    const sentences = [...all.map(variationSentence), ...[...assurances, null].map(assuranceSentence)];
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].+\.$/);
  });

  it('differ without colour', () => {
    const inGrey = [
      ...all.map((variation) => variationIcon(variation, { grey: true })),
      ...assurances.map((one) => assuranceIcon(one, { grey: true })),
    ];
    const shapes = inGrey.map((icon) => icon.replace(/#[0-9A-F]{6}/g, '').replace(/<desc>.*<\/desc>/, ''));
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  it.each([
    ['improvement_high', 'H'],
    ['improvement_low', 'L'],
    ['concern_high', 'H'],
    ['concern_low', 'L'],
  ] as const)('letter %s with %s', (variation, letter) => {
    expect(elementsNamed(readXml(variationIcon(variation)), 'text').map(({ text }) => text)).toEqual([letter]);
  });

  it.each([
    ['consistent_pass', 'P', 1],
    ['consistent_fail', 'F', -1],
    ['inconsistent', '?', 0],
  ] as const)('draw the target of %s on its side of the wave', (assurance, letter, side) => {
    const icon = readXml(assuranceIcon(assurance));
    expect(elementsNamed(icon, 'text').map(({ text }) => text)).toEqual([letter]);
    const wave = Number(/^M\S+ (\S+?)Q/.exec(elementsNamed(icon, 'path')[0]?.attributes['d'] ?? '')?.[1]);
    const target = Number(elementsNamed(icon, 'line')[0]?.attributes['y1']);
    expect(Math.sign(target - wave)).toBe(side);
  });

  it('are as large as they are asked to be', () => {
    expect(readXml(assuranceIcon(null, { size: 24 })).attributes).toMatchObject({ width: '24', height: '24' });
  });
});
