import { setTimeout as pause } from 'node:timers/promises';
import { startServiceProcess, type ServiceProcess } from './service-process.js';

/** One service at an address that stays the same, started again as whoever supervises it would until it runs. */
export class Running {
  readonly address: string;
  /** What it said where it did not start. */
  readonly failures: string[] = [];
  private service: ServiceProcess | null = null;
  private starting = Promise.resolve();
  private isOver = false;

  constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly given: { readonly environment: Readonly<Record<string, string>>; readonly fileKibibytesMax?: number },
  ) {
    this.address = `http://127.0.0.1:${port}`;
  }

  get pid(): number {
    return this.service!.pid;
  }

  /** Resolves once it runs. */
  start(): Promise<void> {
    return (this.starting = this.untilItRuns());
  }

  private async untilItRuns(): Promise<void> {
    const environment = { ...this.given.environment, HOSHIN_PORT: String(this.port) };
    while (!this.isOver)
      try {
        this.service = await startServiceProcess(this.folder, { ...this.given, environment });
        return;
      } catch (error) {
        this.failures.push(error instanceof Error ? error.message : String(error));
        await pause(200);
      }
  }

  signal(signal: NodeJS.Signals): void {
    process.kill(this.pid, signal);
  }

  async kill(): Promise<void> {
    await this.service?.kill();
    this.service = null;
  }

  /** Stops it in order, and starts it no more; the exit code. */
  async stop(): Promise<number | null> {
    const code = (await this.service?.stop()) ?? null;
    this.service = null;
    return code;
  }

  /** Whatever it does, it ends. */
  async end(): Promise<void> {
    this.isOver = true;
    await this.starting;
    await this.kill();
  }
}
