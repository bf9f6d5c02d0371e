import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Browser } from '../../../test/e2e/browser.js';
import type { Service } from '../../api/src/service.js';
import { startDemo } from './demo.js';
import { withDesk, recordConfig } from './record.js';
import { run } from './program.js';
import type { Terminal } from './terminal.js';

/** A terminal that remembers what was said. */
const remembering = (environment: Terminal['environment']): Terminal & { readonly said: string[] } => {
  const said: string[] = [];
  return { said, out: (line) => said.push(line), err: (line) => said.push(line), interactive: false, environment };
};

describe('The demo', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hoshin-demo-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const demo = async (data: string, look: (said: string, service: Service) => Promise<void>): Promise<void> => {
    const terminal = remembering({ HOSHIN_DATA: join(folder, data), HOSHIN_PORT: '0', HOSHIN_LOG_LEVEL: 'silent' });
    const service = await startDemo(terminal);
    try {
      await look(terminal.said.join('\n'), service);
    } finally {
      await service.close();
    }
  };

  const ask = async (said: string, token: string, query: string): Promise<unknown> => {
    const address = /GraphQL +(\S+)/.exec(said)![1]!;
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    });
    return answer.json();
  };

  it('plays the sample, and answers the query it prints to each of the five it prints a token for', async () => {
    await demo('first', async (said) => {
      expect(said).toContain('Aldermoor and Vale NHS Foundation Trust (a sample)');
      const tokens = said.match(/^ey\S+$/gm)!;
      const query = /\n(\{\n {2}alignmentTree[\s\S]*?\n\})\n/.exec(said)![1]!;
      expect(tokens).toHaveLength(5);
      for (const token of tokens) {
        const { data } = (await ask(said, token, query)) as { data: { alignmentTree: { nodes: { standing: string | null }[] } } };
        expect(data.alignmentTree.nodes.length).toBeGreaterThan(80);
      }
      const { data } = (await ask(said, tokens[0]!, '{ me { person { name } posts { title } } }')) as { data: unknown };
      expect(data).toEqual({ me: { person: { name: 'Amara Okafor' }, posts: [{ title: 'Chief Executive' }] } });
    });
  });

  it('prints the same as one command for a shell', async () => {
    await demo('first', async (said) => {
      const [, address, token, body] = /curl -s (\S+) .*Bearer (\S+)' -d '(.*)'/.exec(said)!;
      expect(address).toBe(/GraphQL +(\S+)/.exec(said)![1]);
      const { query } = JSON.parse(body!) as { query: string };
      expect(await ask(said, token!, query)).toMatchObject({ data: { alignmentTree: { position: expect.any(Number) as number } } });
    });
  });

  it('shows the five as buttons, and lets whoever presses one look around as them', async () => {
    await demo('first', async (_said, { address }) => {
      const browser = new Browser(address);
      const page = await (await browser.send('/sign-in?returnTo=/console')).text();
      expect([...page.matchAll(/<button>([^<]+)<\/button>/g)].map(([, says]) => says)).toEqual([
        expect.stringContaining('Amara Okafor, Chief Executive'),
        expect.any(String),
        expect.any(String),
        expect.stringContaining('Data Steward, acute services'),
        expect.stringContaining('Trust Secretary'),
      ]);
      const visitor = /name="visitor" value="([^"]+)"/.exec(page)![1]!;
      // Another site's form, and one without any origin, press no button here.
      for (const headers of [{}, { origin: 'https://evil.example' }, { origin: 'null' }])
        expect((await browser.submit('/sign-in/demo', { visitor }, headers as Record<string, string>)).status).toBe(403);
      expect((await browser.submit('/sign-in/demo', { visitor: 'somebody-else' })).status).toBe(403);
      const entered = await browser.submit('/sign-in/demo', { visitor, returnTo: '/console' });
      expect([entered.status, entered.headers.get('location')]).toEqual([303, `${browser.origin}/console`]);
      expect(browser.kept).toEqual([expect.stringMatching(/^hoshin=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)]);
      expect((await browser.ask('{ me { person { name } } }')).data).toEqual({ me: { person: { name: 'Amara Okafor' } } });
    });
  });

  it('goes on with the sample that is there', async () => {
    await demo('first', async (said) => expect(said).not.toContain('was played'));
  });

  it('closes the record before it ends on Ctrl-C', async () => {
    const data = join(folder, 'first');
    const main = join(__dirname, '../../../dist/apps/cli/src/main.js');
    const child = spawn(process.execPath, [main, 'demo', '--data', data], {
      env: { HOSHIN_PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    for await (const line of createInterface(child.stdout)) if (line.includes('Ctrl-C stops it')) break;
    expect(readdirSync(data)).toContain('log.db-wal');
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect(readdirSync(data).filter((name) => /-wal$|-shm$/.test(name))).toEqual([]);
  });

  it('refuses to show another organisation’s log', async () => {
    const terminal = remembering({ HOSHIN_DATA: join(folder, 'other') });
    await withDesk(recordConfig(terminal, {}), terminal, async () => {});
    await expect(startDemo(terminal)).rejects.toMatchObject({ code: 'NotTheSample' });
  });

  it('says so when its port is in use', async () => {
    const busy = createServer();
    await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
    const { port } = busy.address() as { port: number };
    const terminal = remembering({ HOSHIN_DATA: join(folder, 'first'), HOSHIN_PORT: String(port), HOSHIN_LOG_LEVEL: 'silent' });
    await expect(startDemo(terminal)).rejects.toMatchObject({ code: 'PortInUse', fields: { port } });
    await new Promise((resolve) => busy.close(resolve));
  });
});

describe('hoshin seed', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hoshin-seed-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const seed = async (...args: string[]) => {
    const terminal = remembering({});
    return { code: await run(['seed', ...args], terminal), said: terminal.said.join('\n') };
  };

  it('seeds an empty folder, after an interruption too, and says how to start on it', async () => {
    const data = join(folder, 'sample');
    mkdirSync(join(data, '.seeding'), { recursive: true });
    const { code, said } = await seed('--data', data, '--on', '2026-03-01');
    expect([code, said]).toEqual([0, expect.stringContaining('(a sample)')]);
    expect(said).toContain(`HOSHIN_MODE=demo HOSHIN_DATA=${data} npm start`);
    expect(await seed('--data', data)).toEqual({ code: 1, said: expect.stringContaining('holds a log already') as string });
  });

  it('refuses a day that has not come, and one that does not exist', async () => {
    expect(await seed('--data', join(folder, 'ahead'), '--on', '2199-01-01')).toMatchObject({
      code: 1,
      said: expect.stringContaining('has not come') as string,
    });
    expect(await seed('--data', join(folder, 'never'), '--on', '2026-02-30')).toMatchObject({
      code: 2,
      said: expect.stringContaining('a day is written as') as string,
    });
  });
});
