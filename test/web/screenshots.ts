/** `npm run screenshots`: every screen of the page from the sample trust, on a phone and on a desktop. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startDemo } from '../../apps/cli/src/demo.js';
import { idsOf, places, shown } from './places.js';
import { Visit, openBrowser, widths } from './screens.js';

const help = `Takes every screen of the page at 375 and 1,280 pixels, from the sample trust.

npm run screenshots -- [folder] [options]     (default: dist/screenshots)
  --only <name,name>  of ${places.map(({ name }) => name).join(', ')}
  --as <person>       the beginning of a role on the sign-in page (default: Chief Executive)
  --help`;

const take = async (folder: string, wanted: readonly string[], as: RegExp): Promise<number> => {
  const data = mkdtempSync(join(tmpdir(), 'hoshin-screenshots-'));
  const environment = { HOSHIN_PORT: '0', HOSHIN_LOG_LEVEL: 'silent' };
  const [service, browser] = await Promise.all([
    startDemo({ out: () => {}, err: () => {}, interactive: false, environment }, { data }),
    openBrowser(),
  ]);
  let taken = 0;
  try {
    for (const at of ['phone', 'desktop'] as const) {
      const visit = await Visit.begin(browser, service.address, at);
      await visit.signIn(as);
      const ids = await idsOf(visit);
      for (const { name, at: addressIn } of places) {
        if (wanted.length > 0 && !wanted.includes(name)) continue;
        await visit.goTo(addressIn(ids));
        await shown(visit.page);
        await visit.page.waitForTimeout(200);
        await visit.page.screenshot({ path: join(folder, `${name}-${widths[at].width}.png`), fullPage: true });
        taken++;
      }
      await visit.end();
    }
  } finally {
    await browser.close();
    await service.close();
    rmSync(data, { recursive: true, force: true });
  }
  return taken;
};

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string' }, as: { type: 'string', default: 'Chief Executive' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) return void process.stdout.write(`${help}\n`);
  const wanted = values.only?.split(',') ?? [];
  const unknown = wanted.find((name) => !places.some((place) => place.name === name));
  if (unknown !== undefined) throw new Error(`there is no screen ${unknown}: take ${places.map(({ name }) => name).join(', ')}`);
  const folder = resolve(positionals[0] ?? 'dist/screenshots');
  mkdirSync(folder, { recursive: true });
  const taken = await take(folder, wanted, new RegExp(values.as));
  process.stdout.write(`${taken} screenshots are in ${folder}\n`);
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
