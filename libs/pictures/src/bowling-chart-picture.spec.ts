import { cellMarks, cellStatuses } from '#strategy';
import { elementsNamed, handMadeRow, month, readXml, type XmlElement, yearOfMonths } from '#testing';
import { statusMark, statusNames } from './bowling-cell.js';
import { type BowlingChartDrawn, bowlingChartPicture, textOfBowlingChart } from './bowling-chart-picture.js';
import { inkOf } from './ink.js';

const chartOf = (...rows: BowlingChartDrawn['rows']): BowlingChartDrawn => ({
  year: '2026/27',
  columns: yearOfMonths,
  view: 'AS_KNOWN_NOW',
  rows,
  withoutRow: [],
});
const options = { title: 'Medicine', width: 1280, owners: { 'post-1': 'Matron, Medicine' } };
const drawn = (chart: BowlingChartDrawn, changes: object = {}): XmlElement =>
  readXml(bowlingChartPicture(chart, { ...options, ...changes }));
const textsOf = (picture: XmlElement): readonly string[] => elementsNamed(picture, 'text').map(({ text }) => text);

describe('The picture of a bowling chart', () => {
  it('shows plan over actual for each month, with the letter of its status', () => {
    const texts = textsOf(drawn(chartOf(handMadeRow())));
    expect(texts).toEqual(expect.arrayContaining(['Apr', 'Mar', '2026', '2027']));
    // The plans 19 to 8, and the figures 18 to 13 beneath those that were due.
    for (const plan of [19, 12, 9]) expect(texts).toContain(String(plan));
    expect(texts.indexOf('19')).toBeLessThan(texts.indexOf('18'));
    // Six months and the legend.
    expect(texts.filter((text) => text === 'G')).toHaveLength(7);
  });

  it('tells every status apart by shape alone and by letter alone, and names each in the legend', () => {
    const statuses = cellStatuses.filter((status) => status !== 'BLANK');
    const marks = statuses.map((status) => readXml(statusMark(status, cellMarks[status].letter, 0, 0, inkOf(true)).replace(/<text.*/, '')));
    expect(new Set(marks.map((mark) => JSON.stringify(mark))).size).toBe(statuses.length);
    expect(new Set(statuses.map((status) => cellMarks[status].letter)).size).toBe(statuses.length);
    const cells = yearOfMonths.map((_, index) => month(index, statuses[index] ?? 'BLANK', null, null));
    const texts = textsOf(drawn(chartOf(handMadeRow({ cells }))));
    expect(texts).toEqual(expect.arrayContaining(statuses.map((status) => statusNames[status])));
  });

  it('keeps the plan from before a re-plan in brackets, and says of which day it was', () => {
    const row = handMadeRow({ ghosts: [{ revision: 1, on: '2026-05-03', plan: yearOfMonths.map((_, index) => 40 - index) }] });
    const texts = textsOf(drawn(chartOf(row)));
    expect(texts).toEqual(expect.arrayContaining(['(40)', '(29)']));
    expect(texts.join(' ')).toContain('In brackets: the plan of 3 May 2026');
  });

  it('shows the year to date over what is reported, and three forecasts', () => {
    const texts = textsOf(drawn(chartOf(handMadeRow())));
    expect(texts).toEqual(
      expect.arrayContaining([
        'plan 14',
        'actual 13',
        '6 of 6 reported',
        'run rate 14',
        'plan shifted 7',
        'process 15 (9 to 21)',
        'for Mar 2027',
      ]),
    );
  });

  it('marks a figure that was recorded late or corrected', () => {
    const cells = yearOfMonths.map((_, index) => month(index, 'MET', 10, 9, { corrected: index === 2 }));
    const texts = textsOf(drawn(chartOf(handMadeRow({ cells }))));
    expect(texts.filter((text) => text === '9†')).toHaveLength(1);
    expect(texts).toContain('recorded late or corrected since');
  });

  it('says what has no row, and that there is nothing where there is nothing', () => {
    const texts = textsOf(
      drawn({ ...chartOf(), withoutRow: [{ goal: 'goal-9', statement: 'Train all matrons', because: 'it has milestones' }] }),
    );
    expect(texts).toEqual(
      expect.arrayContaining(['No goal or aim here has a measured target yet.', 'Train all matrons: no row, since it has milestones.']),
    );
  });

  it('goes on after a statement that ends with a full stop as after one without', () => {
    const withoutRow = [{ goal: 'goal-9', statement: 'Train all matrons.', because: 'it has milestones' }];
    expect(textsOf(drawn({ ...chartOf(), withoutRow }))).toContain('Train all matrons: no row, since it has milestones.');
    expect(textOfBowlingChart({ ...chartOf(), withoutRow }, options)).toContain('Train all matrons has no row: it has milestones.');
  });

  it('is told in whole sentences', () => {
    expect(textOfBowlingChart(chartOf(handMadeRow()), options)).toBe(
      'Medicine: bowling chart of 1 row for 2026/27, figures as known now. ' +
        'Halve falls with harm (Matron, Medicine · Falls with harm · falls · lower is better), from 20 to 8. ' +
        'The latest figure, for September 2026, is 13 falls against a plan of 14 falls. Months: 6 met. ' +
        'Year to date: plan 14, actual 13, 6 of 6 reported. ' +
        'Forecast for March 2027: run rate 14, plan shifted 7, process 15 (9 to 21). There is not enough data yet. Nothing is judged.',
    );
  });

  it('says of a month of which only some weeks are reported how many they are, beside the plan for all of it', () => {
    const cells = yearOfMonths.map((_, index) =>
      index === 0 ? month(0, 'MET', 80, 36, { reported: 2, of: 4 }) : month(index, 'BLANK', 80, null, { of: 4 }),
    );
    const row = handMadeRow({ cells, frequency: 'WEEK' });
    const texts = textsOf(drawn(chartOf(row)));
    expect(texts).toContain('36 (2/4)');
    expect(texts.join(' ')).toContain('from 20 a week to 8 a week');
    expect(textOfBowlingChart(chartOf(row), options)).toContain(
      'from 20 a week to 8 a week. The latest figure, for April 2026, is 36 falls against a plan of 80 falls for all of it, with 2 of its 4 weeks reported.',
    );
  });

  it('never calls reported what has no figure not reported, and says once why there are no icons', () => {
    const cells = yearOfMonths.map((_, index) =>
      month(index, index === 0 ? 'NO_ACTIVITY' : 'BLANK', 8, null, { reported: index === 0 ? 1 : 0 }),
    );
    const text = 'There is not enough data yet (0 of 13 points).';
    const icons = { variation: null, assurance: null, variationText: text, assuranceText: text };
    const told = textOfBowlingChart(chartOf(handMadeRow({ cells, icons })), options);
    expect(told).toContain('No month comes to a figure. Months: 1 without activity.');
    expect(told.split(text)).toHaveLength(2);
  });

  it('shows markup in a name as text', () => {
    const hostile = '</text><svg onload="alert(1)">&\u0001';
    const picture = drawn(chartOf(handMadeRow({ statement: hostile, measureName: hostile, unitOfMeasure: hostile })), {
      title: hostile,
      owners: { 'post-1': hostile },
    });
    expect(elementsNamed(picture, 'svg')).toHaveLength(1);
    expect(picture.children[0]?.text).toBe('</text><svg onload="alert(1)">&\ufffd');
  });
});
