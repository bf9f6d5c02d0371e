import { describe, expect, it } from '@jest/globals';
import { rowsOf } from './csv-rows.js';
import { closingOf, firstDayOf } from '../measure/periods.js';
import { figureOf, type KnownMeasure } from './figure-rules.js';
import { sheetOf, type Manner, type Present, type Sheet } from './figure-sheet.js';
import { entriesOf, layoutOf } from './figure-table.js';

const falls: KnownMeasure = {
  id: 'f',
  code: 'falls',
  name: 'Falls',
  kind: 'COUNT',
  frequency: 'MONTH',
  inParts: false,
  closed: new Set(['2026-01']),
};
const waits: KnownMeasure = { ...falls, id: 'w', code: 'waits', name: 'Waits', kind: 'PROPORTION', inParts: true, closed: new Set() };
const present: Present = {
  measures: new Map([falls, waits].map((each) => [each.code, each])),
  standing: new Map([
    ['falls', new Map([['2026-02', { value: '12', numerator: null, denominator: null, import: null, corrected: false }]])],
  ]),
  today: '2026-06-15',
};
const nothingMore: Manner = { corrects: false, isLate: false };

const read = (text: string, manner = nothingMore): Sheet => {
  const rows = rowsOf(text);
  if (typeof rows === 'string') throw new Error(rows);
  const layout = layoutOf(rows[0]!);
  if ('says' in layout) throw new Error(layout.says);
  return sheetOf(entriesOf(layout, rows.slice(1)), present, manner);
};
const told = (sheet: Sheet): string[] => sheet.problems.map(({ line, column, value, says }) => `${line} ${column} “${value}” ${says}`);

describe('A table of figures', () => {
  it('has a figure on each line, by value or by two parts', () => {
    const { works, problems } = read('Measure,Period,Value,Numerator,Denominator\nfalls,Mar-26,"1,007",,\nwaits,2026-03,,19,20\n');
    expect(problems).toEqual([]);
    expect(works.map(({ measure, record }) => [measure.code, record])).toEqual([
      ['falls', [{ period: '2026-03', value: '1007', numerator: null, denominator: null }]],
      ['waits', [{ period: '2026-03', value: null, numerator: '19', denominator: '20' }]],
    ]);
  });

  it('or a column for each measure, as copied from a spreadsheet; an empty cell is a figure not reported', () => {
    const { lines } = read('period\tfalls\n2026-03\t7\n2026-04\t\n');
    expect(lines.map(({ fate, reading }) => [fate, reading?.period])).toEqual([['NEW', '2026-03']]);
  });

  it('names every problem by line, column and value, with a way out', () => {
    const sheet = read(
      'measure,period,value,numerator,denominator\nfall,2026-03,1,,\nfalls,2026-13,1,,\nfalls,2026-07,1,,\nfalls,2026-04,many,,\n' +
        'falls,2026-05,1.5,,\nwaits,2026-03,,21,20\nwaits,2026-04,0.9,,\nfalls,2026-03,1,2,3,4\n',
    );
    expect(told(sheet)).toEqual([
      '2 measure “fall” is the code of no measure: put it right, or have the measure defined first',
      '3 period “2026-13” is no month that exists: write it as 2026-04 or Apr-26',
      '4 period “2026-07” has not begun: report it when it has',
      '5 value “many” is no number: write it as 1234.5',
      '6 value “1.5” is no count: use whole numbers from 0',
      '7 numerator “21” is more than the whole: check which of the two is the denominator',
      '8 value “0.9” stands alone, and this measure is made of two numbers: give numerator and denominator instead',
      '9 (whole line) “falls, 2026-03, 1, 2, 3, 4” The line has 1 cell too many. A comma within a text or a number needs quotation marks around it.',
    ]);
    expect(sheet.works).toEqual([]);
  });

  it('takes neither of two figures for the same period', () => {
    const sheet = read('measure,period,value\nfalls,2026-03,1\nfalls,03/03/2026,2\n');
    expect(told(sheet)).toEqual([
      '2 period “2026-03” stands on line 3 too: keep one of them',
      '3 period “03/03/2026” stands on line 2 too: keep one of them',
    ]);
    expect(sheet.works).toEqual([]);
  });

  it('corrects, and fills closed periods, with a reason alone', () => {
    const text = 'measure,period,value\nfalls,2026-01,3\nfalls,2026-02,13\nfalls,2026-03,4';
    expect(read(text).lines.map(({ fate }) => fate)).toEqual(['BAD', 'BAD', 'NEW']);
    expect(read(text, { corrects: true, isLate: true }).lines.map(({ fate }) => fate)).toEqual(['NEW', 'CORRECTED', 'NEW']);
    expect(read('measure,period,value\nfalls,2026-02,12.0').lines.map(({ fate }) => fate)).toEqual(['UNCHANGED']);
  });

  it('says where its heading leaves something open', () => {
    const heading = (text: string): unknown => {
      const rows = rowsOf(text);
      return typeof rows === 'string' ? rows : layoutOf(rows[0]!);
    };
    expect(heading('measure,value')).toMatchObject({ says: expect.stringContaining('“period”') });
    expect(heading('measure,period,numerator')).toMatchObject({ says: expect.stringContaining('denominator beside it') });
    expect(heading('period,falls,falls')).toMatchObject({ column: 'falls' });
    expect(heading('measure,period\n"open')).toEqual(expect.stringContaining('no table'));
  });
});

describe('Figures and periods', () => {
  it.each([
    ['007.50', '7.5'],
    ['-0', '0'],
    ['1,234,567', '1234567'],
    ['12,34', null],
    ['1e3', null],
    ['1234567890123456', null],
    ['1000000000000000000', '1000000000000000000'],
  ])('%s is %s', (text, figure) => expect(figureOf(text)).toBe(figure));

  it('know which days and weeks exist, and by which month they are closed', () => {
    expect(firstDayOf('WEEK', '2026-W53')).toBe('2026-12-28');
    expect(firstDayOf('WEEK', '2027-W53')).toBeNull();
    expect(firstDayOf('DAY', '2026-02-30')).toBeNull();
    expect(firstDayOf('QUARTER', '2026-Q3')).toBe('2026-07-01');
    expect(closingOf('WEEK', '2026-W14')).toBe('2026-04');
    expect(closingOf('DAY', '2026-04-30')).toBe('2026-04');
  });
});
