import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
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

interface Found {
  readonly file: string;
  /** Where the libraries lie that it came with; undefined for one that is installed. */
  readonly libraries?: string;
}

/**
 * The browser that comes with the packages, unpacked with the libraries it needs, so that none has to be installed. It does
 * that where it believes to be on the machines it was made for, into the folder for what is passing.
 */
const browserOfThePackages = async (folder: string): Promise<Found> => {
  const { TMPDIR, AWS_LAMBDA_JS_RUNTIME, LD_LIBRARY_PATH } = process.env;
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' });
  try {
    return { file: await (await import('@sparticuz/chromium')).default.executablePath(), libraries: join(folder, 'al2023', 'lib') };
  } finally {
    for (const [name, value] of Object.entries({ TMPDIR, AWS_LAMBDA_JS_RUNTIME, LD_LIBRARY_PATH }))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  }
};

/** The browser named by CHROME_PATH, else the one that came with the packages, else one installed on this machine. */
const browserFile = async (folder: string): Promise<Found> => {
  const named = process.env['CHROME_PATH'];
  if (named) return { file: named };
  if (process.platform === 'linux' && process.arch === 'x64') return browserOfThePackages(folder);
  const file = (process.env['PATH'] ?? '')
    .split(':')
    .flatMap((place) => installed.map((name) => join(place, name)))
    .find(existsSync);
  if (file === undefined) throw new Error('no Chrome was found: install one, or name it in CHROME_PATH');
  return { file };
};

/** A real browser, for one suite. */
export const openBrowser = async (): Promise<Browser> => {
  const folder = mkdtempSync(join(tmpdir(), 'hoshin-browser-'));
  const { file, libraries } = await browserFile(folder);
  const browser = await playwright.launch({
    executablePath: file,
    args: options,
    env: { ...process.env, ...(libraries !== undefined && { LD_LIBRARY_PATH: libraries }) } as Record<string, string>,
  });
  browser.once('disconnected', () => rmSync(folder, { recursive: true, force: true }));
  return browser;
};

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
    page.on('response', (response) => {
      if (response.status() >= 400) this.complaints.push(`${response.status()} from ${response.url()}`);
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
    // There are no frames to look into, and nobody asks what passed: without both it takes half as long.
    const axe = new AxeBuilder({ page: this.page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
    const { violations } = await axe.analyze();
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`));
  }

  async end(): Promise<void> {
    await this.context.close();
  }
}
