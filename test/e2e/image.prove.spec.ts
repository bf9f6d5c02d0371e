import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from '../free-port.js';

/**
 * The steps of the Dockerfile as a script, for machines without a Docker engine: everything but the base image, its
 * packages and its user. A folder stands for the image; where root runs this, an ordinary user without rights runs it.
 */
const house = join(__dirname, '../..');
const nobody = 65_534;
const asRoot = process.getuid?.() === 0;

interface Step {
  readonly word: string;
  readonly rest: string;
}
const steps: readonly Step[] = readFileSync(join(house, 'Dockerfile'), 'utf8')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => ({ word: line.slice(0, line.indexOf(' ')), rest: line.slice(line.indexOf(' ') + 1) }));
const second = steps.findLastIndex(({ word }) => word === 'FROM');
const valueOf = (word: string): string => steps.findLast((step) => step.word === word)!.rest;

describe('The steps of the image', () => {
  let image: string;
  beforeAll(() => {
    image = mkdtempSync(join(tmpdir(), 'hoshin-image-'));
    chmodSync(image, 0o755);
  });
  afterAll(() => rmSync(image, { recursive: true, force: true }));

  it(
    'make a service that runs without rights, is found healthy by the image’s own question, and stops on SIGTERM',
    async () => {
      const workdir = join(image, 'srv/hoshin');
      const data = join(image, 'var/lib/hoshin');
      const port = await freePort();
      mkdirSync(workdir, { recursive: true });
      mkdirSync(join(image, 'usr/local/bin'), { recursive: true });
      const inImage = (text: string): string =>
        text
          .replaceAll('/srv/hoshin', workdir)
          .replaceAll('/var/lib/hoshin', data)
          .replaceAll('/usr/local/bin', join(image, 'usr/local/bin'))
          .replaceAll('chown node:node', asRoot ? `chown ${nobody}:${nobody}` : 'true');
      const settings = Object.fromEntries([...valueOf('ENV').matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name!, inImage(value!)]));
      const environment = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...settings, HOSHIN_PORT: String(port) };
      const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: house, encoding: 'utf8' }).split('\0').filter(Boolean);
      const copy = (files: readonly string[]): void => {
        for (const file of files) {
          if (!existsSync(join(house, file))) continue;
          mkdirSync(dirname(join(workdir, file)), { recursive: true });
          cpSync(join(house, file), join(workdir, file));
        }
      };
      for (const [index, { word, rest }] of steps.entries()) {
        if (word === 'COPY' && !rest.startsWith('--from')) copy(rest === '. .' ? tracked : rest.split(' ').slice(0, -1));
        if (word !== 'RUN' || rest.startsWith('apt-get')) continue;
        // The first stage installs what it builds with; only what is shipped runs under the settings of the image.
        const ran = spawnSync('bash', ['-ec', inImage(rest)], {
          cwd: workdir,
          encoding: 'utf8',
          env: index < second ? { PATH: environment.PATH, HOME: environment.HOME } : environment,
        });
        expect([rest, ran.status, ran.status === 0 ? '' : ran.stderr]).toEqual([rest, 0, '']);
      }
      expect(existsSync(join(workdir, 'node_modules/jest'))).toBe(false);
      expect(existsSync(join(workdir, 'libs'))).toBe(false);

      const user = asRoot ? { uid: nobody, gid: nobody } : {};
      if (asRoot) chownSync(data, nobody, nobody);
      const [program, ...args] = JSON.parse(valueOf('CMD')) as string[];
      const service = spawn(program!, args, {
        cwd: workdir,
        env: { ...environment, HOSHIN_MODE: 'development', HOSHIN_HOST: '127.0.0.1' },
        ...user,
      });
      const ended = once(service, 'exit');
      let said = '';
      service.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      const question = JSON.parse(/CMD (\[.*\])$/.exec(valueOf('HEALTHCHECK'))![1]!) as string[];
      const healthy = (): boolean => spawnSync(question[0]!, question.slice(1), { env: environment, ...user }).status === 0;
      try {
        while (!healthy()) {
          if (service.exitCode !== null) throw new Error(`it ended: ${said}`);
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
        const hoshin = spawnSync(join(image, 'usr/local/bin/hoshin'), ['verify'], { env: environment, encoding: 'utf8', ...user });
        expect([hoshin.status, hoshin.stdout]).toEqual([0, expect.stringContaining(join(data, 'log.db'))]);
      } finally {
        service.kill('SIGTERM');
      }
      expect(await ended).toEqual([0, null]);
      expect(healthy()).toBe(false);
    },
    15 * 60_000,
  );
});
