import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startDemo } from '../../apps/cli/src/demo.js';
import type { Service } from '../../apps/api/src/service.js';
import { mutationsIn } from './page-documents.js';
import { Visit, openBrowser, widths } from './screens.js';

/** The commands that a request sends. */
const commandsIn = (body: string | null): readonly string[] => {
  if (!body?.includes('mutation')) return [];
  const { query = '' } = JSON.parse(body) as { query?: string };
  return mutationsIn({ text: query });
};

/** The sample trust, served to a real browser: one for all the stories of the page. */
export class Stage {
  private readonly visits: Visit[] = [];
  /** Every command that was sent from the page, by its name in GraphQL. */
  readonly sent = new Set<string>();

  private constructor(
    private readonly folder: string,
    readonly service: Service,
    private readonly browser: Browser,
  ) {}

  static async open(): Promise<Stage> {
    const folder = mkdtempSync(join(tmpdir(), 'hoshin-page-'));
    const terminal = {
      out: () => {},
      err: () => {},
      interactive: false,
      environment: { HOSHIN_PORT: '0', HOSHIN_LOG_LEVEL: 'silent', HOSHIN_ADDRESS_SIGN_INS_PER_MINUTE: '0' },
    };
    const [service, browser] = await Promise.all([startDemo(terminal, { data: folder }), openBrowser()]);
    return new Stage(folder, service, browser);
  }

  /** A window of its own, with nobody signed in. */
  async visiting(at: keyof typeof widths = 'desktop'): Promise<Visit> {
    const visit = await Visit.begin(this.browser, this.service.address, at);
    this.visits.push(visit);
    visit.page.on('request', (request) => {
      for (const name of commandsIn(request.postData())) this.sent.add(name);
    });
    return visit;
  }

  /** Closes every window. */
  async clear(): Promise<void> {
    await Promise.all(this.visits.splice(0).map((visit) => visit.end()));
  }

  async close(): Promise<void> {
    await this.clear();
    await this.browser.close();
    await this.service.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The demo's people, by what their buttons on the sign-in page say. */
export const people = {
  lead: /Directorate Lead/,
  chief: /Chief Executive/,
  auditor: /Auditor/,
  steward: /Data Steward, acute/,
  administrator: /Trust Secretary/,
} as const;

/** What is wrong with what a screen shows: barriers, something wider than the window, words, complaints; nothing where all is well. */
export const flawsOf = async (visit: Visit, at: keyof typeof widths): Promise<string[]> => {
  return [...(await visit.barriers()), ...(await tooWide(visit, widths[at].width)), ...(await slipsOf(visit)), ...visit.complaints];
};

/** Figures on a screen, in its pictures too, whose per cent sign stands away from them. */
const slipsOf = ({ page }: Visit): Promise<string[]> =>
  page.evaluate(() => {
    const labels = [...document.querySelectorAll('[aria-label]')].map((element) => element.getAttribute('aria-label'));
    return [document.body.textContent, ...labels].flatMap((text) => (text ?? '').match(/.{0,20}\d\s%.{0,10}/g) ?? []);
  });

/** How wide a screen is that stays wider than so many pixels, as words: a picture takes the width of its room when it is told. */
export const tooWide = async ({ page }: Visit, pixels: number): Promise<string[]> => {
  const fits = page.waitForFunction((most) => document.documentElement.scrollWidth <= most, pixels, { timeout: 5_000 });
  return fits.then(
    () => [],
    async () => [`${await page.evaluate(() => document.documentElement.scrollWidth)} pixels wide in a window of ${pixels}`],
  );
};

/** Whatever a screen shows, it shows to everybody, fits its width, and goes to nobody else. */
export const isWell = async (visit: Visit, at: keyof typeof widths): Promise<void> => {
  expect(await flawsOf(visit, at)).toEqual([]);
};

/** The sample trust moves with the calendar: the last month that has ended is the last it has figures of. */
export const lastMonth = (): string => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
};

/** Both widths every screen is looked at in. */
export const bothWidths = ['phone', 'desktop'] as const;
