/** `npm run budget`: how fast the page is, on a tree of 2,000 nodes and with a quarter of this machine's speed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { writeLog } from '../bench/log-of.js';
import { endAll, Generator } from '../bench/processes.js';
import { result, table, type Result } from '../bench/report.js';
import { onScene, type Scene } from '../bench/scene.js';
import { openBrowser, widths } from './screens.js';

const nodes = 2_000;
/** Every goal is negotiated, with figures in between; the year's changes are a part of it. */
const log = { events: 40_000, goals: nodes, subjects: 2 * nodes + 3 + nodes + 4 };
const slowDown = 4;
const runs = 3;
const limits = { script: 200, usable: 1_000, step: 100 } as const;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/**
 * Runs in the page, before anything of it: notes when answers with the tree and with its changes are there, and when what
 * they are for can be used, which is when it is painted and the page is free again.
 */
const watch = (): void => {
  const asked = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const answer = await asked(input, init);
    const question = /query (Tree\w+)/.exec(typeof init?.body === 'string' ? init.body : '')?.[1];
    const read = answer.text.bind(answer);
    answer.text = async () => {
      const text = await read();
      if (question) performance.mark(`${question} arrived`);
      return text;
    };
    return answer;
  };
  const awaited = new Map([
    ['[role=treeitem]', 'tree usable'],
    ['input[type=range]', 'slider usable'],
  ]);
  new MutationObserver(() => {
    for (const [selector, mark] of awaited)
      if (document.querySelector(selector)) {
        awaited.delete(selector);
        requestAnimationFrame(() => setTimeout(() => performance.mark(mark)));
      }
  }).observe(document, { childList: true, subtree: true });
  Object.assign(window, { waits: [] });
  new PerformanceObserver((seen) => {
    for (const entry of seen.getEntries())
      if ((entry as PerformanceEventTiming & { interactionId?: number }).interactionId)
        (window as unknown as { waits: number[] }).waits.push(entry.duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
};

const lastMark = (page: Page, name: string): Promise<number> =>
  page.evaluate((mark) => performance.getEntriesByName(mark).at(-1)?.startTime ?? NaN, name);

/** From each input to the frame that shows what it did; what took less than two frames is told as that. */
const waitsOf = async (page: Page, inputs: readonly (() => Promise<void>)[]): Promise<number[]> => {
  const all: number[] = [];
  for (const input of inputs) {
    await page.evaluate(() => Object.assign(window, { waits: [] }));
    await input();
    await page.waitForTimeout(400);
    all.push(Math.max(16, ...(await page.evaluate(() => (window as unknown as { waits: number[] }).waits))));
  }
  return all;
};

const press = (page: Page, key: string) => (): Promise<void> => page.keyboard.press(key);

/** A press on the slider at a part of the year. */
const pressAt = (page: Page, part: number) => async (): Promise<void> => {
  const box = (await page.getByRole('slider').boundingBox())!;
  await page.mouse.click(box.x + box.width * part, box.y + box.height / 2);
};

interface Visited {
  readonly page: Page;
  readonly session: CDPSession;
  end(): Promise<void>;
}

const visitAs = async (browser: Browser, token: string, at: keyof typeof widths): Promise<Visited> => {
  const context = await browser.newContext({
    viewport: widths[at],
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  const page = await context.newPage();
  return { page, session: await context.newCDPSession(page), end: () => context.close() };
};

/** The kilobytes of script that somebody fetches who comes for the first time. */
const firstLoad = async (browser: Browser, address: string, token: string): Promise<number> => {
  const { page, session, end } = await visitAs(browser, token, 'desktop');
  const scripts = new Set<string>();
  let bytes = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => void (type === 'Script' && scripts.add(requestId)));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await session.send('Network.enable');
  await page.goto(address, { waitUntil: 'networkidle' });
  await end();
  return bytes / 1_000;
};

const onTree = async (browser: Browser, address: string, token: string, at: keyof typeof widths) => {
  const { page, session, end } = await visitAs(browser, token, at);
  await page.addInitScript(watch);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
  // With everything marked that changed in the year: the tree has no more to do than that.
  await page.goto(`${address}/tree?since=0`);
  await page.getByRole('slider').waitFor({ timeout: 120_000 });
  await page.waitForTimeout(1_500);
  const tree = (await lastMark(page, 'tree usable')) - (await lastMark(page, 'TreeNow arrived'));
  const slider = (await lastMark(page, 'slider usable')) - (await lastMark(page, 'TreeHistory arrived'));
  const size = Number(/\d[\d,]*/.exec(await page.getByText(/ in the tree/).innerText())![0].replace(',', ''));
  const steps = Number(await page.getByRole('slider').getAttribute('max'));
  await page.getByRole('slider').focus();
  const stepping = await waitsOf(page, [
    ...Array.from({ length: 10 }, () => press(page, 'ArrowLeft')),
    ...Array.from({ length: 5 }, () => press(page, 'ArrowRight')),
  ]);
  const jumping = await waitsOf(page, [
    press(page, 'Home'),
    press(page, 'End'),
    ...[0.5, 0.25, 0.75, 0.1, 0.9].map((part) => pressAt(page, part)),
    press(page, 'PageUp'),
    press(page, 'PageDown'),
  ]);
  await end();
  return { tree, slider, size, steps, stepping, jumping };
};

const measure = async ({ port, trust, tokenOf }: Scene): Promise<Result[]> => {
  const [browser, token] = await Promise.all([openBrowser(), tokenOf(trust.auditor)]);
  const address = `http://127.0.0.1:${port}`;
  const judged = (name: string, unit: string, all: readonly number[], atMost: number): Result =>
    result({ name, events: log.events, unit, runs: all, aim: { of: 'worst', atMost } });
  try {
    const results = [judged('first load: script, compressed', 'kB', [await firstLoad(browser, address, token)], limits.script)];
    for (const at of ['desktop', 'phone'] as const) {
      const visits = [];
      for (let run = 0; run < runs; run++) visits.push(await onTree(browser, address, token, at));
      say(`${at}: ${visits[0]!.size} nodes, ${visits[0]!.steps} steps of the year`);
      if (visits[0]!.size < nodes) throw new Error(`the tree has ${visits[0]!.size} nodes: fewer than it is to be measured with`);
      results.push(
        judged(
          `${at}: tree usable after its data`,
          'ms',
          visits.map(({ tree }) => tree),
          limits.usable,
        ),
        judged(
          `${at}: slider usable after the year`,
          'ms',
          visits.map(({ slider }) => slider),
          limits.usable,
        ),
        judged(
          `${at}: slider by one event, input to paint`,
          'ms',
          visits.flatMap(({ stepping }) => stepping),
          limits.step,
        ),
        judged(
          `${at}: slider over months, input to paint`,
          'ms',
          visits.flatMap(({ jumping }) => jumping),
          limits.step,
        ),
      );
    }
    return results;
  } finally {
    await browser.close();
  }
};

const main = async (): Promise<void> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'hoshin-budget-'));
  const generator = Generator.start();
  try {
    say(`writing a log with ${nodes.toLocaleString('en-GB')} goals …`);
    const trust = await writeLog(join(dataFolder, 'log.db'), log);
    const results = await onScene({ dataFolder, events: log.events, trust, generator }, measure);
    process.stdout.write(
      `${table(results)}\n\nOn ${nodes.toLocaleString('en-GB')} nodes or more, with a processor slowed down ${slowDown} times.\n`,
    );
    if (results.some(({ met }) => met === false)) process.exitCode = 1;
  } finally {
    await endAll();
    rmSync(dataFolder, { recursive: true, force: true });
  }
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
