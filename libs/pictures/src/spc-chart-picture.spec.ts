import { type Chart, pointTypes } from '#spc';
import { elementsNamed, everyElement, handMadeChart, monthAfter, readXml, segmentOf, signalling, type XmlElement } from '#testing';
import { spcChartPicture, type SpcChartOptions } from './spc-chart-picture.js';
import { textOfChart } from './text-of-chart.js';

const values = Array.from({ length: 24 }, (_, index) => 50 + ((index * 7) % 11) - 5);
const options: SpcChartOptions = { title: 'Four-hour performance', unit: '%', width: 1280 };

const drawn = (chart: Chart, changes: Partial<SpcChartOptions> = {}): XmlElement =>
  readXml(spcChartPicture(chart, { ...options, ...changes }));
const textsOf = (picture: XmlElement): readonly string[] => elementsNamed(picture, 'text').map(({ text }) => text);
const dashed = (picture: XmlElement, dash: string): readonly XmlElement[] =>
  elementsNamed(picture, 'path').filter(({ attributes }) => attributes['stroke-dasharray'] === dash && attributes['d'] !== '');

/** Two segments, the first with a baseline. */
const recalculated = (): Chart => {
  const points = Object.fromEntries(values.map((_, index) => [index, { segment: index < 12 ? 0 : 1 }]));
  const made = handMadeChart(values, { points });
  return {
    ...made,
    segments: [
      segmentOf(made.points.slice(0, 12), { baselineTo: monthAfter(8) }),
      segmentOf(made.points.slice(12), { index: 1, kind: 'recalculation', trial: true }),
    ],
  };
};

describe('The picture of an SPC chart', () => {
  it('is an image with a title and a text alternative', () => {
    const chart = handMadeChart(values);
    const picture = drawn(chart);
    expect(picture.attributes).toMatchObject({ role: 'img', width: '1280', xmlns: 'http://www.w3.org/2000/svg' });
    expect(picture.children.slice(0, 2).map(({ name, text }) => [name, text])).toEqual([
      ['title', 'Four-hour performance'],
      ['desc', textOfChart(chart, options)],
    ]);
  });

  it('is the same text for the same input', () => {
    expect(spcChartPicture(recalculated(), options)).toBe(spcChartPicture(recalculated(), { ...options }));
  });

  it('draws each class of points in a shape and a shade of its own, in colour and in grey', () => {
    for (const grey of [false, true]) {
      const marks = pointTypes
        .filter((type) => type !== 'neutral_low')
        .map((type) => {
          const picture = drawn(handMadeChart(values, { points: signalling(type, 5) }), { grey });
          const group = elementsNamed(picture, 'g').filter(({ children }) => children[0]?.name === 'title')[5];
          const mark = group?.children[1];
          return { shape: mark?.name === 'circle' ? 'circle' : mark?.attributes['d']?.split('L').length, fill: mark?.attributes['fill'] };
        });
      expect(new Set(marks.map(({ shape, fill }) => `${shape} ${fill}`)).size).toBe(4);
      expect(new Set(marks.map(({ fill }) => fill)).size).toBe(4);
    }
  });

  it('uses no colour at all in grey', () => {
    const text = spcChartPicture(handMadeChart(values, { points: signalling('concern', 3), everyPoint: { target: { value: 55 } } }), {
      ...options,
      grey: true,
    });
    const colours = [...text.matchAll(/#[0-9A-F]{6}/g)].map(([colour]) => colour);
    expect(colours.length).toBeGreaterThan(20);
    expect(colours.filter((colour) => colour.slice(1, 3) !== colour.slice(3, 5) || colour.slice(3, 5) !== colour.slice(5, 7))).toEqual([]);
  });

  it('draws a ghost hollow and a missing value not at all', () => {
    const chart = handMadeChart([...values.slice(0, 20), null, 52], {
      points: { 4: { ghost: true, type: null, reasons: ['Left out: a flood.'] } },
    });
    const titles = elementsNamed(drawn(chart), 'title').map(({ text }) => text);
    expect(titles).toContain('August 2024: 51%. Left out: a flood.');
    expect(titles.filter((text) => text.startsWith('December 2025'))).toEqual([]);
    const hollow = elementsNamed(drawn(chart), 'circle').filter(({ attributes }) => attributes['stroke-dasharray'] === '2 1.5');
    // One in the chart and one in the legend.
    expect(hollow.map(({ attributes }) => attributes['fill'])).toEqual(['#FFFFFF', '#FFFFFF']);
  });

  it('breaks the line of figures at what is missing and at a recalculation', () => {
    const strokes = (chart: Chart): number =>
      elementsNamed(drawn(chart), 'path')
        .filter(({ attributes }) => attributes['stroke-linejoin'] === 'round' && attributes['stroke'] === '#A6A6A6')
        .map(({ attributes }) => attributes['d']?.split('M').length ?? 0)[0]! - 1;
    expect(strokes(handMadeChart(values))).toBe(1);
    expect(strokes(handMadeChart([...values.slice(0, 8), null, ...values.slice(8)]))).toBe(2);
    expect(strokes(recalculated())).toBe(2);
  });

  it('draws limits dashed, those of a trial dotted, and a target by a dash of its own', () => {
    expect(dashed(drawn(handMadeChart(values)), '6 4')).toHaveLength(2);
    expect(dashed(drawn(handMadeChart(values)), '12 4 3 4')).toHaveLength(0);
    expect(dashed(drawn(recalculated()), '1.5 3.5')).toHaveLength(2);
    expect(dashed(drawn(handMadeChart(values, { everyPoint: { target: { value: 55 } } })), '12 4 3 4')).toHaveLength(1);
    expect(dashed(drawn(handMadeChart(values, { everyPoint: { target: { lo: 45, hi: 55 } } })), '12 4 3 4')).toHaveLength(2);
  });

  it('steps where a target changes', () => {
    const points = Object.fromEntries(values.map((_, index) => [index, { target: { value: index < 12 ? 45 : 55 } }]));
    const [path] = dashed(drawn(handMadeChart(values, { points })), '12 4 3 4');
    const heights = new Set([...(path?.attributes['d'] ?? '').matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, height]) => height));
    expect(heights.size).toBe(2);
  });

  it('draws limits that differ from point to point in steps', () => {
    const points = Object.fromEntries(values.map((_, index) => [index, { displayUpper: 60 + index }]));
    const heights = dashed(drawn(handMadeChart(values, { points })), '6 4').map(
      ({ attributes }) => new Set([...(attributes['d'] ?? '').matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, height]) => height)).size,
    );
    expect(heights).toEqual([1, 24]);
  });

  it('names mean, limits and target of the latest stretch at the right, as they are drawn', () => {
    const chart = handMadeChart(values, { everyPoint: { target: { value: 55 }, displayUpper: 58 } });
    expect(textsOf(drawn(chart))).toEqual(expect.arrayContaining(['Upper limit 58.0%', 'Mean 50.0%', 'Lower limit 40.0%', 'Target 55.0%']));
    expect(textsOf(drawn(chart, { width: 375 }))).toEqual(
      expect.arrayContaining(['Upper 58.0%', 'Mean 50.0%', 'Lower 40.0%', 'Target 55.0%']),
    );
  });

  it('marks a recalculation by a letter with its reason, a baseline by name, notes by numbers', () => {
    const texts = textsOf(
      drawn(recalculated(), {
        recalculations: [{ date: monthAfter(12), reason: 'a new department opened' }],
        baselineReason: 'before the programme',
        annotations: [{ date: monthAfter(2), text: 'Heat wave' }],
      }),
    );
    expect(texts.filter((text) => text === 'A')).toHaveLength(2);
    expect(texts).toEqual(
      expect.arrayContaining([
        'a new department opened',
        'Limits are calculated anew from April 2025: a new department opened.',
        'Baseline',
        'Baseline: before the programme',
        'June 2024: Heat wave.',
      ]),
    );
    expect(texts.filter((text) => text === '1')).toHaveLength(2);
  });

  it('lists a note about a day outside and draws no badge in the chart for it', () => {
    const texts = textsOf(drawn(handMadeChart(values), { annotations: [{ date: '2019-01-01', text: 'Long before' }] }));
    expect(texts).toContain('January 2019: Long before.');
    expect(texts.filter((text) => text === '1')).toHaveLength(1);
  });

  it('calls a note by the number it has elsewhere', () => {
    const texts = textsOf(drawn(handMadeChart(values), { annotations: [{ date: monthAfter(3), text: 'Heat wave', number: 7 }] }));
    // In the chart and in the list beneath.
    expect(texts.filter((text) => text === '7')).toHaveLength(2);
  });

  it('says under itself by which rules it was made, and what to beware of', () => {
    const texts = textsOf(
      drawn(handMadeChart(values, { chart: { warnings: [{ code: 'LOW_MEAN', text: 'The mean is low.', dates: [] }] } })),
    );
    expect(texts).toEqual(expect.arrayContaining(['XmR chart · preset mdc-2.6 · rules version 1', 'The mean is low.']));
  });

  it('says how many points are still needed', () => {
    const chart = handMadeChart([50, 51, 52], {
      everyPoint: { displayLower: null, displayUpper: null, lower: null, upper: null },
      chart: { limitsShown: false },
    });
    expect(textsOf(drawn(chart))).toContain('Not enough data yet (3 of 13).');
  });

  it('says what the runs of a run chart show, and judges no point of it', () => {
    const runs = { useful: 24, longestRun: 9, longestRunMax: 8, crossings: 10, crossingsMin: 8, signal: true };
    const texts = textsOf(drawn(handMadeChart(values, { chart: { chart: 'run', limitsShown: false, runs } })));
    expect(texts.join(' ')).toContain('the longest run on one side has 9 (at most 8 expected)');
    expect(texts).toEqual(expect.arrayContaining(['Median 50.0%', 'Reported figure', 'Run chart · preset mdc-2.6 · rules version 1']));
    expect(texts).not.toContain('Common cause');
  });

  it.each([
    ['no point', []],
    ['only missing points', [null, null]],
  ])('says that it is empty with %s', (_, none) => {
    const texts = textsOf(drawn(handMadeChart(none)));
    expect(texts).toContain('No figures yet. The chart begins with the first one reported.');
  });

  it('shows moving ranges when asked to, and only where a chart has them', () => {
    const chart = handMadeChart(values, { everyPoint: { movingRange: 3 } });
    expect(textsOf(drawn(chart))).not.toContain('Moving range (%)');
    expect(textsOf(drawn(chart, { movingRanges: true }))).toEqual(expect.arrayContaining(['Moving range (%)', 'Mean 3.8', 'Limit 12.3']));
    expect(textsOf(drawn({ ...chart, chart: 'c' }, { movingRanges: true }))).not.toContain('Moving range (%)');
  });

  it.each([
    ['one point', [50]],
    ['equal values', [7, 7, 7, 7]],
    ['nothing but zeros', [0, 0, 0]],
    ['negative values', [-5, -50, -500]],
    ['values beyond counting', [1e21, 3e21, 2e21]],
    ['tiny values', [1e-9, 2e-9]],
  ])('has no number that is none with %s', (_, odd) => {
    const chart = handMadeChart(odd, { everyPoint: { mean: null, lower: null, upper: null, displayLower: null, displayUpper: null } });
    for (const width of [0, 375, 1280, Number.NaN])
      expect(spcChartPicture(chart, { ...options, width })).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it('shows markup that somebody wrote as text and lets none of it in', () => {
    const hostile = `</text><script>alert("1")</script>&amp;<!--'"--> ]]> \u0000\ud800 ${'W'.repeat(120)}`;
    const picture = drawn(
      handMadeChart(values, { chart: { variationText: hostile, warnings: [{ code: 'LOW_MEAN', text: hostile, dates: [] }] } }),
      {
        title: hostile,
        unit: hostile,
        annotations: [{ date: monthAfter(3), text: hostile, reference: hostile }],
        recalculations: [{ date: monthAfter(3), reason: hostile }],
        baselineReason: hostile,
      },
    );
    const names = new Set(everyElement(picture).map(({ name }) => name));
    expect([...names].sort()).toEqual(['circle', 'desc', 'g', 'line', 'path', 'rect', 'svg', 'text', 'title']);
    expect(picture.children[0]?.text).toBe(hostile.replace('\u0000', '\ufffd').replace('\ud800', '\ufffd'));
  });
});
