import { expression } from './expression.js';

const columns: Readonly<Record<string, string>> = { attendances: '120', breaches: '17', 'Type 1': '0.1', 'Type 2': '0.2', größe: '3' };
const value = (text: string) => expression(text).of((column) => columns[column]!);

describe('An expression of columns', () => {
  it.each([
    ['attendances', '120'],
    ['attendances - breaches', '103'],
    ['attendances-breaches-breaches', '86'],
    ['breaches - attendances', '-103'],
    ['"Type 1" + "Type 2"', '0.3'],
    [' größe + breaches ', '20'],
  ])('%s is %s, exactly', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it('names each column once', () => {
    expect(expression('a - b + a').columns).toEqual(['a', 'b']);
  });

  it.each([
    ['', 1],
    ['attendances -', 14],
    ['attendances breaches', 12],
    ['- attendances', 1],
    ['attendances * 2', 12],
    ['(a)', 1],
    ['a + process.exit()', 17],
    ['"unclosed', 1],
  ])('%s makes no sense at character %i', (text, character) => {
    expect(() => expression(text)).toThrow(`makes no sense at character ${character}:`);
  });
});
