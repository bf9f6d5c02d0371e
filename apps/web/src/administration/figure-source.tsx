import { Disclosed } from '../shell/disclosed.js';
import { FileSource } from './file-source.js';
import { digestOf } from './import-identity.js';

/** A table as somebody brought it. */
export interface Brought {
  readonly name: string;
  readonly text: string;
  /** SHA-256 of its bytes. */
  readonly digest: string;
}

const words = {
  file: 'A CSV file',
  accept: '.csv,.tsv,.txt,text/csv',
  paste: 'Or paste from a spreadsheet, with the line that names the columns',
  pasted: 'pasted figures',
  bytesMax: 20_000_000,
  tooLarge: 'The file is larger than 20 MB: split it, or use hoshin import observations.',
  notText: 'The file is not text in UTF-8. In a spreadsheet, save it as “CSV UTF-8”.',
};

const Examples = () => (
  <Disclosed name="How the table has to look">
    <p>The first line names the columns. A figure on each line, with the code of its measure:</p>
    <pre className="app-command" tabIndex={0}>
      <code>{'measure,period,value\nfalls,2026-04,12\nfalls,2026-05,9'}</code>
    </pre>
    <p>A measure that is pooled has a numerator and a denominator instead of a value:</p>
    <pre className="app-command" tabIndex={0}>
      <code>{'measure,period,numerator,denominator\nfour-hour,2026-04,9120,10482'}</code>
    </pre>
    <p>Or a column for each measure, headed with its code. An empty cell is a figure not reported:</p>
    <pre className="app-command" tabIndex={0}>
      <code>{'period,falls,complaints\n2026-04,12,31\n2026-05,9,'}</code>
    </pre>
    <p>A month is 2026-04, Apr-26 or any day of it as 01/04/2026; a week 2026-W14; a quarter 2026-Q2; a day 2026-04-01.</p>
  </Disclosed>
);

/** A file, or what was copied from a spreadsheet. Bringing it writes nothing. */
export const FigureSource = ({ onBrought }: { readonly onBrought: (brought: Brought | null) => void }) => (
  <>
    <Examples />
    <FileSource
      words={words}
      onBrought={(brought) => {
        if (!brought) return onBrought(null);
        const { name, text, bytes } = brought;
        void digestOf(bytes).then((digest) => onBrought({ name, text, digest }));
      }}
    />
  </>
);
