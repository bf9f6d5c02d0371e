import { existsSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { chromium as playwright, type Browser, type BrowserContext, type Page } from 'playwright-core';

/** A phone and a desktop. */
export const widths = { phone: { width: 375, height: 812 }, desktop: { width: 1_280, height: 900 } } as const;

const options = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const installed = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome'];

/** The browser named by CHROME_PATH, else the one that came with the packages, else one installed on this machine. */
const browserFile = async (): Promise<string> => {
  const named = process.env['CHROME_PATH'];
  if (named) return named;
  if (process.platform === 'linux' && process.arch === 'x64') return (await import('@sparticuz/chromium')).default.executablePath();
  const found = (process.env['PATH'] ?? '')
    .split(':')
    .flatMap((folder) => installed.map((name) => join(folder, name)))
    .find(existsSync);
  if (found === undefined) throw new Error('no Chrome was found: install one, or name it in CHROME_PATH');
  return found;
};

/** A real browser, for one suite. */
export const openBrowser = async (): Promise<Browser> => playwright.launch({ executablePath: await browserFile(), args: options });

/** One person at one browser window, and everything that went wrong in it. */
export class Visit {
  /** What the browser's console complained of, what broke, and what was asked of anybody but the service. */
  readonly complaints: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    readonly address: string,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(address) && !request.url().startsWith('data:')) this.complaints.push(`asked ${request.url()}`);
    });
  }

  static async begin(browser: Browser, address: string, at: keyof typeof widths = 'desktop'): Promise<Visit> {
    const context = await browser.newContext({ viewport: widths[at], locale: 'en-GB', timezoneId: 'Europe/London' });
    return new Visit(await context.newPage(), context, address);
  }

  /** Signs in as one of the demo's people, and comes to a place. */
  async signIn(name: RegExp, place = '/'): Promise<void> {
    await this.page.goto(`${this.address}/sign-in?returnTo=${encodeURIComponent(place)}`);
    await this.page.getByRole('button', { name }).click();
    await this.page.waitForURL(`${this.address}${place}`);
  }

  async goTo(place: string): Promise<void> {
    await this.page.goto(`${this.address}${place}`);
  }

  /** What stands in the way of people with disabilities, in words; nothing where all is well. */
  async barriers(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: this.page }).analyze();
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`));
  }

  async end(): Promise<void> {
    await this.context.close();
  }
}
