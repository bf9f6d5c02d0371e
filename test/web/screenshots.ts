/** `npm run screenshots`: every screen of the page from the sample trust, on a phone and on a desktop. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startDemo } from '../../apps/cli/src/demo.js';
import { idsOf, places, shown, signInFor, type Place } from './places.js';
import { Visit, openBrowser, widths } from './screens.js';

const help = `Takes every screen of the page at 375 and 1,280 pixels, from the sample trust.

npm run screenshots -- [folder] [options]     (default: dist/screenshots)
  --only <name,name>  of ${places.map(({ name }) => name).join(', ')}
  --help`;

const take = async (folder: string, chosen: readonly Place[]): Promise<number> => {
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
      await visit.signIn(/Chief Executive/);
      const ids = await idsOf(visit);
      let signedIn: Place | undefined;
      for (const place of chosen) {
        if (!signedIn || signedIn.as !== place.as) await signInFor(visit, (signedIn = place));
        await visit.goTo(place.at(ids));
        await shown(visit.page);
        await visit.page.waitForTimeout(200);
        await visit.page.screenshot({ path: join(folder, `${place.name}-${widths[at].width}.png`), fullPage: true });
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
    options: { only: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) return void process.stdout.write(`${help}\n`);
  const wanted = values.only?.split(',') ?? [];
  const unknown = wanted.find((name) => !places.some((place) => place.name === name));
  if (unknown !== undefined) throw new Error(`there is no screen ${unknown}: take ${places.map(({ name }) => name).join(', ')}`);
  const folder = resolve(positionals[0] ?? 'dist/screenshots');
  mkdirSync(folder, { recursive: true });
  const chosen = places.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const taken = await take(folder, chosen);
  process.stdout.write(`${taken} screenshots are in ${folder}\n`);
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
