type Outcomes = Map<string, Map<string, string>>;
const { tableOf } = jest.requireActual<{ tableOf(outcomes: Outcomes): { text: string; isGreen: boolean } }>('./contract-table.cjs');

const reopened = ', closed and opened again between the steps';
const engines = [
  'in memory',
  'a SQLite file',
  `a SQLite file${reopened}`,
  'a PostgreSQL database',
  `a PostgreSQL database${reopened}`,
  'EventStoreDB, through its client, on the test server',
  'KurrentDB, through its client, on the test server',
  ...(process.env['KURRENTDB_URL'] ? ['a real EventStoreDB or KurrentDB', `a real EventStoreDB or KurrentDB${reopened}`] : []),
];
const passing = (...rows: readonly string[]): Outcomes =>
  new Map(engines.map((engine) => [engine, new Map(rows.map((row) => [row, 'passed']))]));

describe('The table of the contract', () => {
  it('is green where every engine shows every row, with a reason where one cannot', () => {
    const { text, isGreen } = tableOf(passing('append › begins a stream', 'append › answers a retry after a restart'));
    expect(isGreen).toBe(true);
    expect(text).toMatch(/^\| append › begins a stream \|( ✓ \|){7}/m);
    expect(text).toMatch(/^\| append › answers a retry after a restart \| –1 \| –2 \| ✓ \| –2 \| ✓ \| ✓ \| ✓ \|/m);
    expect(text).toContain('–1 keeps nothing, so there is no restart.');
  });

  it('is red where a row is red, also one that an engine need not show', () => {
    const outcomes = passing('append › answers a retry after a restart');
    outcomes.get('in memory')!.set('append › answers a retry after a restart', 'failed');
    const { text, isGreen } = tableOf(outcomes);
    expect(isGreen).toBe(false);
    expect(text).toContain('✗ memory: append › answers a retry after a restart');
  });

  it('is red where an engine lacks a row and nobody says why, or lacks all of them', () => {
    const outcomes = passing('append › begins a stream', 'head › knows the end');
    outcomes.get('a PostgreSQL database')!.delete('head › knows the end');
    outcomes.delete('in memory');
    const { text, isGreen } = tableOf(outcomes);
    expect(isGreen).toBe(false);
    expect(text).toContain('✗ postgres: head › knows the end (nobody says why)');
    expect(text).toContain('✗ memory: append › begins a stream (nobody says why)');
  });

  it('is red where nothing was run, and where an engine has no column', () => {
    expect(tableOf(new Map())).toMatchObject({ isGreen: false });
    expect(tableOf(passing('append › begins a stream').set('on tape', new Map()))).toMatchObject({ isGreen: false });
  });
});
