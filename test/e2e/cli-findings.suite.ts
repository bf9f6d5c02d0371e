import type { Finding } from '#strategy';
import { commandLine, type CommandLine } from './command-line.js';

let line: CommandLine;
beforeAll(async () => {
  line = commandLine();
  expect(await line.hoshin(['seed', '--on', '2025-03-01'])).toMatchObject({ code: 0 });
}, 60_000);
afterAll(() => line.remove());

describe('hoshin findings', () => {
  it('lists what somebody should look at, the gravest first', async () => {
    const { code, out } = await line.hoshin(['findings']);
    const severities = [...out.matchAll(/^(HIGH|MEDIUM|LOW) [A-Z_]+/gm)].map(([, severity]) => severity);
    expect([code, severities.length > 5]).toEqual([0, true]);
    expect(severities).toEqual(['HIGH', 'MEDIUM', 'LOW'].flatMap((each) => severities.filter((severity) => severity === each)));
    expect(out).toContain(`${severities.length} findings at position`);
  });

  it('lists decisions with what they rest on, by unit and whether somebody answers for them', async () => {
    const { out } = await line.hoshin(['findings', '--integrity']);
    expect(out).toContain('HIGH TARGET_LOWERED, Rowan Ward');
    expect(out).toMatch(/rests on events [\d, ]+; decided by event \d+/);
    expect(out).toContain('2 findings at position');
    expect((await line.hoshin(['findings', '--integrity', '--unit', 'rowan'])).out).toContain('1 finding at position');
    const open = await line.hoshin(['findings', '--integrity', '--unanswered', '--json']);
    expect((JSON.parse(open.out) as Finding[]).map(({ integrity }) => integrity?.acknowledged)).toEqual([null]);
  });

  it('answers for an earlier moment, and says where nothing was found or is', async () => {
    expect((await line.hoshin(['findings', '--integrity', '--as-of', '2024-10-31'])).out).toMatch(/^Nothing was found at position \d+\.$/);
    expect(await line.hoshin(['findings', '--unit', 'nowhere'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('no unit nowhere'),
    });
    expect(await line.hoshin(['findings', '--data', line.folder])).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no log'),
    });
    expect(await line.hoshin(['findings', '--as-of', 'soon'])).toMatchObject({ code: 2 });
  });
});
