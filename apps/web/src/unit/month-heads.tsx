import { periodInWords } from '../words/dates.js';

/** The heads of a year's columns: its months, and what they come to. */
export const MonthHeads = ({ months }: { readonly months: readonly string[] }) => (
  <>
    {months.map((month) => (
      <th key={month} scope="col">
        {periodInWords(month)}
      </th>
    ))}
    <th scope="col">Year to date</th>
  </>
);
