/**
 * A reporter for jest: the contract of the event store as one table, a row for each promise and a column for each engine.
 * What an engine does not show is a dash with a reason; a dash nobody gives a reason for fails the run as a red row does.
 */
const suite = 'the event store: ';
const reopened = ', closed and opened again between the steps';
const columns = [
  { head: 'memory', of: 'in memory' },
  { head: 'sqlite', of: 'a SQLite file' },
  { head: 'sqlite ↻', of: `a SQLite file${reopened}` },
  { head: 'postgres', of: 'a PostgreSQL database' },
  { head: 'postgres ↻', of: `a PostgreSQL database${reopened}` },
  { head: 'esdb ↻', of: 'EventStoreDB, through its client, on the test server' },
  { head: 'kurrentdb ↻', of: 'KurrentDB, through its client, on the test server' },
  ...(process.env.KURRENTDB_URL
    ? [
        { head: 'real', of: 'a real EventStoreDB or KurrentDB' },
        { head: 'real ↻', of: `a real EventStoreDB or KurrentDB${reopened}` },
      ]
    : []),
];

/** Rows that a column passes without showing what the row says. */
const lacking = [
  { row: /restart/, heads: ['memory'], because: 'keeps nothing, so there is no restart' },
  { row: /restart/, heads: ['sqlite', 'postgres', 'real'], because: 'is not closed in between: the column with ↻ is' },
  {
    row: /refuses an event id the stream already holds/,
    heads: ['esdb ↻', 'kurrentdb ↻', 'real', 'real ↻'],
    because: 'takes it, as the server does, and says so (capabilities.refusesDuplicateIds): whoever decides sees it in the fold',
  },
];

/** What stands in a cell: the sign, and why where it is a dash. */
const cellOf = (row, { head }, status) => {
  if (status === 'failed') return { sign: '✗' };
  const reason = lacking.find((one) => one.row.test(row) && one.heads.includes(head));
  if (status !== 'passed') return { sign: '–', because: reason?.because ?? 'nobody says why' };
  return reason ? { sign: '–', because: reason.because } : { sign: '✓' };
};

/** The table and what is wrong with it, from each column's rows with what became of them: passed, failed, or nothing. */
const tableOf = (outcomes) => {
  const rows = [...new Set(columns.flatMap(({ of }) => [...(outcomes.get(of)?.keys() ?? [])]))];
  const wrong = [...outcomes.keys()].filter((of) => !columns.some((column) => column.of === of)).map((of) => `no column for ${of}`);
  const reasons = new Map();
  const lines = rows.map((row) => {
    const signs = columns.map((column) => {
      const { sign, because } = cellOf(row, column, outcomes.get(column.of)?.get(row));
      if (sign === '✗' || because === 'nobody says why') wrong.push(`${column.head}: ${row}${because ? ` (${because})` : ''}`);
      if (because === undefined) return sign;
      if (!reasons.has(because)) reasons.set(because, reasons.size + 1);
      return `${sign}${reasons.get(because)}`;
    });
    return [row, ...signs];
  });
  if (rows.length === 0) wrong.push('nothing was run');
  const table = [['the event store', ...columns.map(({ head }) => head)], ['---', ...columns.map(() => '---')], ...lines];
  const counts = columns.map(
    ({ head, of }) => `${head} ${[...(outcomes.get(of)?.values() ?? [])].filter((each) => each === 'passed').length}`,
  );
  const text = [
    ...table.map((cells) => `| ${cells.join(' | ')} |`),
    '',
    '↻ closed and opened again between the steps.',
    ...Array.from(reasons, ([because, number]) => `–${number} ${because}.`),
    `${rows.length} rows; passed: ${counts.join(', ')}.`,
    ...wrong.map((each) => `✗ ${each}`),
  ].join('\n');
  return { text, isGreen: wrong.length === 0 };
};

module.exports = class ContractTable {
  onRunComplete(_contexts, { testResults }) {
    const outcomes = new Map();
    for (const { ancestorTitles, title, status } of testResults.flatMap((file) => file.testResults)) {
      const [of, ...within] = ancestorTitles;
      // Skipped are the other tests of the same files.
      if (!of?.startsWith(suite) || status === 'pending') continue;
      const rows = outcomes.get(of.slice(suite.length)) ?? new Map();
      outcomes.set(of.slice(suite.length), rows.set([...within, title].join(' › '), status));
    }
    const { text, isGreen } = tableOf(outcomes);
    process.stdout.write(`${text}\n`);
    for (const { testExecError, testFilePath, failureMessage } of testResults)
      if (testExecError || failureMessage) process.stdout.write(`\n${testFilePath}\n${failureMessage ?? ''}\n`);
    if (!isGreen) this.error = new Error('the contract is not kept: see the table');
  }

  getLastError() {
    return this.error;
  }
};
module.exports.tableOf = tableOf;
