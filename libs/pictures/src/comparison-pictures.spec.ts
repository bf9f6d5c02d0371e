import { assurances, funnelOf, paretoOf, variations } from '#spc';
import { elementsNamed, readXml, type XmlElement } from '#testing';
import { funnelPicture, textOfFunnel } from './funnel-picture.js';
import { paretoPicture, textOfPareto } from './pareto-picture.js';
import { readingOf } from './reading-matrix.js';
import { type ScorecardRow, scorecardPicture, textOfScorecard } from './scorecard-picture.js';

const textsOf = (picture: XmlElement): readonly string[] => elementsNamed(picture, 'text').map(({ text }) => text);
const hostile = '</text><svg onload="alert(1)">&';

describe('The reading of variation and assurance', () => {
  it('is a sentence of its own for every course and assurance', () => {
    const sentences = new Set(variations.flatMap((variation) => [...assurances, null].map((assurance) => readingOf(variation, assurance))));
    // Improvement, concern, common cause and neutral, against pass, fail, chance and no target.
    expect(sentences.size).toBe(16);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].+\.$/);
  });

  it.each([
    ['concern_low', 'consistent_fail', 'Act on the process first'],
    ['improvement_high', 'consistent_fail', 'Keep going'],
    ['common_cause', 'consistent_fail', 'The system itself must change'],
    ['common_cause', 'consistent_pass', 'Leave it alone'],
    ['concern_high', 'consistent_pass', 'Find the cause before it fails'],
    ['common_cause', 'inconsistent', 'Meeting the target is chance'],
    [null, null, 'Not enough data'],
  ] as const)('of %s and %s begins: %s', (variation, assurance, beginning) => {
    expect(readingOf(variation, assurance).startsWith(beginning)).toBe(true);
  });
});

describe('The picture of a scorecard', () => {
  const row = (changes: Partial<ScorecardRow> = {}): ScorecardRow => ({
    name: 'Falls',
    unit: 'falls',
    variation: 'concern_high',
    assurance: 'consistent_fail',
    latest: { date: '2026-03-01', value: 12, target: { value: 5 } },
    points: [10, 11, 12].map((value) => ({ value, type: 'common_cause', ghost: false })),
    ...changes,
  });

  it('keeps the order given, and shows figure, month, target and reading of each', () => {
    const texts = textsOf(readXml(scorecardPicture([row(), row({ name: 'Sores' })], { title: 'Ward 7', width: 1280 })));
    expect(texts).toEqual(expect.arrayContaining(['12 falls', 'March 2026', '5 falls']));
    expect(texts.join(' ')).toContain('Act on the process first: it worsens, and it misses its target.');
    expect(texts.indexOf('Falls')).toBeLessThan(texts.indexOf('Sores'));
  });

  it('breaks the small line at what is missing and leaves ghosts out', () => {
    const points = [1, null, 3, 99, 4].map((value, index) => ({ value, type: null, ghost: index === 3 }));
    const picture = readXml(
      scorecardPicture([row({ points, latest: null, variation: null, assurance: null })], { title: 'Ward 7', width: 1280 }),
    );
    const [line] = elementsNamed(picture, 'path').filter(({ attributes }) => attributes['stroke-width'] === '1.5');
    expect(line?.attributes['d']?.match(/[ML]/g)).toEqual(['M', 'M', 'L']);
  });

  it('says how many icons will be false among many measures, and nothing of it among few', () => {
    const caption = (count: number): string =>
      textsOf(
        readXml(
          scorecardPicture(
            Array.from({ length: count }, () => row()),
            { title: 'All', width: 1280 },
          ),
        ),
      ).join(' ');
    expect(caption(100)).toContain('about 2 will show special cause by chance alone');
    expect(caption(5)).not.toContain('by chance alone');
  });

  it('is told in whole sentences, a measure without a figure too', () => {
    const text = textOfScorecard('Ward 7', [row(), row({ name: 'Sores', latest: null, variation: null, assurance: null, points: [] })]);
    expect(text).toContain(
      'Ward 7: 2 measures. Falls: 12 falls for March 2026, target 5 falls. Special cause variation of a concerning nature',
    );
    expect(text).toContain('Sores: no figure yet, target none. No statement on variation');
  });

  it('shows markup in a name as text', () => {
    expect(
      elementsNamed(readXml(scorecardPicture([row({ name: hostile, unit: hostile })], { title: hostile, width: 375 })), 'svg'),
    ).toHaveLength(1);
  });
});

describe('The picture of a Pareto', () => {
  const pareto = paretoOf([
    { name: 'Bed', count: 60 },
    { name: hostile, count: 30 },
    { name: 'Scan', count: 10 },
  ]);

  it('fills the bars of the few that make 80% and leaves the others hollow', () => {
    const picture = readXml(paretoPicture(pareto, { title: 'Why', unit: 'breaches', width: 1280 }));
    const bars = elementsNamed(picture, 'rect').slice(1);
    expect(bars.map(({ attributes }) => attributes['fill'])).toEqual(['#757575', '#757575', '#FFFFFF']);
    const [first, second, third] = bars.map(({ attributes }) => Number(attributes['width']));
    expect(second! / first!).toBeCloseTo(0.5, 3);
    expect(third! / first!).toBeCloseTo(1 / 6, 3);
  });

  it('is told with each share and the shares so far', () => {
    const text = textOfPareto(pareto, 'Why', 'breaches');
    expect(text).toContain('Why: 100 breaches in 3 categories.');
    expect(text).toContain('Scan: 10, 10%, 100% so far.');
  });

  it('says that nothing was counted', () => {
    expect(textsOf(readXml(paretoPicture(paretoOf([]), { title: 'Why', unit: 'breaches', width: 375 })))).toContain('Nothing was counted.');
    expect(textOfPareto(paretoOf([]), 'Why', 'breaches')).toBe('Why: nothing was counted.');
  });
});

describe('The picture of a funnel', () => {
  const units = [
    { id: 'a', name: 'Alder', numerator: 50, denominator: 100 },
    { id: 'b', name: hostile, numerator: 900, denominator: 1000 },
    { id: 'c', name: 'Cedar', numerator: 255, denominator: 500 },
  ];
  const funnel = funnelOf(units, { kind: 'proportion', target: 0.5, overdispersion: false });
  const options = { title: 'Seen in time', unit: '%', per: 100, denominator: 'patients', width: 1280 };

  it('names who lies beyond the widest limits, and tells each unit on its point', () => {
    const picture = readXml(funnelPicture(funnel, options));
    expect(textsOf(picture)).toEqual(expect.arrayContaining([hostile, 'Average 50.0%', 'patients']));
    expect(textsOf(picture)).not.toContain('Alder');
    expect(elementsNamed(picture, 'title').map(({ text }) => text)).toContain('Alder: 50% (50 of 100), within all limits.');
  });

  it('is told in whole sentences, those outside by name', () => {
    const text = textOfFunnel(funnel, options);
    expect(text).toContain('Seen in time: funnel plot of 3 units around 50.0%. 2 lie within all limits.');
    expect(text).toContain('90% (900 of 1,000), above the 99.8% limits.');
  });
});
