import { type Server, type Socket, connect, createServer } from 'node:net';
import { freePort } from '../../free-port.js';

/** The line to a server: bytes go through it as they are, until it is cut or falls silent. Its port stays the same. */
export class Line {
  port = 0;
  private silent = false;
  private listener: Server | null = null;
  private readonly sockets = new Set<Socket>();

  constructor(private readonly serverPort: number) {}

  /** The line is up, and carries. */
  async up(): Promise<void> {
    this.silent = false;
    if (this.listener) return;
    this.port ||= await freePort();
    this.listener = createServer((near) => this.join(near));
    await new Promise<void>((resolve) => this.listener!.listen(this.port, '127.0.0.1', resolve));
  }

  /** Nobody listens any more, and every connection breaks. */
  async down(): Promise<void> {
    const { listener } = this;
    this.listener = null;
    const closed = new Promise<void>((resolve) => (listener ? listener.close(() => resolve()) : resolve()));
    this.cut();
    await closed;
  }

  /** Connections are taken and nothing is ever answered; those there are break. */
  hush(): void {
    this.silent = true;
    this.cut();
  }

  /** Every connection breaks; new ones are taken. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
  }

  private join(near: Socket): void {
    this.keep(near);
    if (this.silent) return;
    const far = connect(this.serverPort, '127.0.0.1');
    this.keep(far);
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('close', () => this.sockets.delete(socket));
  }
}
