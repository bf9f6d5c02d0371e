import { funnelOf, paretoOf } from '#spc';
import { elementsNamed, emptyLine, handMadeLine, handMadeScorecard, readXml, type XmlElement } from '#testing';
import { funnelPicture, textOfFunnel } from './funnel-picture.js';
import { paretoPicture, textOfPareto } from './pareto-picture.js';
import { scorecardPicture, textOfScorecard } from './scorecard-picture.js';

const textsOf = (picture: XmlElement): readonly string[] => elementsNamed(picture, 'text').map(({ text }) => text);
const hostile = '</text><svg onload="alert(1)">&';

describe('The picture of a scorecard', () => {
  const trend = [10, 11, 12].map((value) => ({ value, type: 'common_cause' as const, ghost: false }));
  const options = { title: 'Ward 7', width: 1280, trends: { 'measure-1': trend } };

  it('keeps the order given, and shows figure, month, target and reading of each', () => {
    const texts = textsOf(readXml(scorecardPicture(handMadeScorecard(handMadeLine(), emptyLine), options)));
    expect(texts).toEqual(expect.arrayContaining(['12 falls', 'March 2026', '5 falls', 'none yet']));
    expect(texts.join(' ')).toContain('It gets worse and cannot meet its target: act on the process first.');
    expect(texts.indexOf('Falls')).toBeLessThan(texts.indexOf('Sores'));
  });

  it('breaks the small line at what is missing and leaves ghosts out', () => {
    const points = [1, null, 3, 99, 4].map((value, index) => ({ value, type: null, ghost: index === 3 }));
    const picture = readXml(scorecardPicture(handMadeScorecard(emptyLine), { ...options, trends: { 'measure-2': points } }));
    const [line] = elementsNamed(picture, 'path').filter(({ attributes }) => attributes['stroke-width'] === '1.5');
    expect(line?.attributes['d']?.match(/[ML]/g)).toEqual(['M', 'M', 'L']);
  });

  it('says how many icons will be false among many measures, and nothing of it among few', () => {
    const texts = (count: number): string =>
      textsOf(readXml(scorecardPicture(handMadeScorecard(...Array.from({ length: count }, () => handMadeLine())), options))).join(' ');
    expect(texts(100)).toContain('by chance alone');
    expect(texts(5)).not.toContain('by chance alone');
  });

  it('is told in whole sentences, a measure without a figure and one without activity too', () => {
    const idle = handMadeLine({ name: 'Burns', latest: { period: '2026-W09', value: null, numerator: '0', denominator: '0' } });
    expect(textOfScorecard(handMadeScorecard(handMadeLine(), emptyLine, idle), options)).toBe(
      'Ward 7: 3 measures. Falls: 12 falls for March 2026, target 5 falls. It rises. It will go on missing its target. ' +
        'It gets worse and cannot meet its target: act on the process first. ' +
        'Sores: no figure yet, target none. There is nothing to judge. There is no target. It has too few figures for limits: keep reporting. ' +
        'Burns: no activity for 2026-W09, target 5 falls. It rises. It will go on missing its target. ' +
        'It gets worse and cannot meet its target: act on the process first.',
    );
    expect(textOfScorecard(handMadeScorecard(), options)).toBe('Ward 7: no measures yet.');
  });

  it('shows markup in a name as text', () => {
    const card = handMadeScorecard(handMadeLine({ name: hostile, unitOfMeasure: hostile }));
    expect(elementsNamed(readXml(scorecardPicture(card, { title: hostile, width: 375 })), 'svg')).toHaveLength(1);
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
