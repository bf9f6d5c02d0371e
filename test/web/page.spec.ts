import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startDemo } from '../../apps/cli/src/demo.js';
import type { Service } from '../../apps/api/src/service.js';
import { Visit, openBrowser, widths } from './screens.js';

let folder: string;
let service: Service;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hoshin-page-'));
  const terminal = {
    out: () => {},
    err: () => {},
    interactive: false,
    environment: { HOSHIN_PORT: '0', HOSHIN_LOG_LEVEL: 'silent', HOSHIN_ADDRESS_SIGN_INS_PER_MINUTE: '0' },
  };
  [service, browser] = await Promise.all([startDemo(terminal, { data: folder }), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['phone', 'desktop'] as const)('The page on a %s', (at) => {
  it('asks whoever comes to sign in, and shows them what they are waited for', async () => {
    const visit = await Visit.begin(browser, service.address, at);
    const { page } = visit;
    await visit.goTo('/');
    await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
    expect(await visit.barriers()).toEqual([]);
    await visit.signIn(/Directorate Lead/);
    await page.getByText('things wait for you').waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'Your ball' }).count()).toBeGreaterThan(0);
    expect(await visit.barriers()).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(widths[at].width);
    expect(visit.complaints).toEqual([]);
    await visit.end();
  });
});

it('answers an address that leads nowhere with where to go', async () => {
  const visit = await Visit.begin(browser, service.address);
  await visit.goTo('/tree/nothing/at/all');
  await visit.page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor();
  expect(await visit.barriers()).toEqual([]);
  await visit.end();
});
