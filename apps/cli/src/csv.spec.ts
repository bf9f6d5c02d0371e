import { csvLine } from './csv.js';

describe('A line of a CSV file', () => {
  it('quotes what needs it, and leaves empty what there is nothing of', () => {
    expect(csvLine(['plain', 'a, b', 'say "no"', 'two\nlines', null, 3, true, ''])).toBe('plain,"a, b","say ""no""","two\nlines",,3,true,');
  });

  it('keeps figures, and lets no text begin a formula in a spreadsheet', () => {
    expect(csvLine(['-2', '-0.5', -3])).toBe('-2,-0.5,-3');
    expect(csvLine(['=1+1', '+44', '-2+3', '@SUM(A1)', '\t=1', '=HYPERLINK("http://x","y")'])).toBe(
      `'=1+1,'+44,'-2+3,'@SUM(A1),'\t=1,"'=HYPERLINK(""http://x"",""y"")"`,
    );
  });
});
