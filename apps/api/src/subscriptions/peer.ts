import type { IncomingHttpHeaders } from 'node:http';
import type { WebSocket } from 'ws';
import type { PersonId } from '#strategy';
import { tooManyMessages, tooSlow, type Farewell } from './farewell.js';
import type { SocketLimits } from './limits.js';
import type { Outbox } from './notices.js';
import type { Session } from './session.js';

const minuteMs = 60_000;

/** One socket: what waits for it, how much it says, whether it is still there. It is told why before it is let go. */
export class Peer implements Outbox {
  session: Session | undefined;
  /** Called once, when there is nobody to tell anything to any more. */
  onLeft: (code: number, reason: string) => void = () => undefined;
  private waiting = 0;
  private said = 0;
  private minute = 0;
  private answered = true;
  private hasLeft = false;
  private readonly pinging: NodeJS.Timeout;
  private ending: NodeJS.Timeout | undefined;

  constructor(
    private readonly socket: WebSocket,
    readonly headers: IncomingHttpHeaders,
    private readonly limits: SocketLimits,
  ) {
    this.pinging = setInterval(() => this.ping(), limits.pingMs);
    socket.on('pong', () => (this.answered = true));
    socket.on('ping', () => this.heard());
    // A message too large or a broken frame: the socket is closed with the protocol's own code.
    socket.on('error', () => this.terminateSoon());
    socket.once('close', (code, reason) => this.gone(code, reason.toString('utf8')));
  }

  get person(): PersonId | undefined {
    return this.session?.person;
  }

  get left(): boolean {
    return this.hasLeft;
  }

  /** Whether the peer may say one thing more this minute; the last it hears where it may not. */
  heard(): boolean {
    const minute = Math.floor(performance.now() / minuteMs);
    if (minute !== this.minute) [this.minute, this.said] = [minute, 0];
    this.said++;
    if (this.said > this.limits.messagesPerMinuteMax) this.leave(tooManyMessages);
    else this.mindTheUnsent();
    return !this.hasLeft;
  }

  add(): boolean {
    if (this.hasLeft) return false;
    this.waiting++;
    if (this.waiting > this.limits.queuedMax) this.leave(tooSlow);
    return !this.hasLeft;
  }

  taken(count: number): void {
    this.waiting -= count;
  }

  /** Resolves once the message is on its way, so that the next one waits here, where it is counted. */
  send(text: string): Promise<void> {
    if (this.hasLeft) return Promise.resolve();
    return new Promise((resolve) => {
      // A socket that broke says so itself, and closes.
      this.socket.send(text, () => resolve());
      this.mindTheUnsent();
    });
  }

  /** Says why, and goes; at once where it does not listen. */
  leave({ code, reason }: Farewell): void {
    if (this.hasLeft) return;
    this.socket.close(code, reason);
    this.terminateSoon();
    this.over(code, reason);
  }

  /** Resolves once the socket is closed. */
  async closed(): Promise<void> {
    if (this.socket.readyState !== this.socket.CLOSED) await new Promise((resolve) => this.socket.once('close', resolve));
  }

  private mindTheUnsent(): void {
    if (this.socket.bufferedAmount > this.limits.unsentBytesMax) this.leave(tooSlow);
  }

  private ping(): void {
    if (!this.answered) return this.socket.terminate();
    this.answered = false;
    this.socket.ping();
  }

  private terminateSoon(): void {
    this.ending ??= setTimeout(() => this.socket.terminate(), this.limits.farewellMs);
  }

  private gone(code: number, reason: string): void {
    clearInterval(this.pinging);
    clearTimeout(this.ending);
    this.over(code, reason);
  }

  private over(code: number, reason: string): void {
    if (this.hasLeft) return;
    this.hasLeft = true;
    this.session?.end();
    this.onLeft(code, reason);
  }
}
