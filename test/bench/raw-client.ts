/** HTTP/1.1 on a bare socket: a client library costs as much as a small answer does. */
import { connect, type Socket } from 'node:net';

const headEnd = Buffer.from('\r\n\r\n');

/** One kept-alive connection; an answer that is no 200 fails it. */
export class Client {
  private parts: Buffer[] = [];
  private received = 0;
  private awaited = -1;
  private settle: { resolve(body: Buffer): void; reject(error: Error): void } | null = null;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (part) => this.take(part));
    socket.on('error', (error) => this.settle?.reject(error));
    socket.on('close', () => this.settle?.reject(new Error('the server closed the connection')));
  }

  static async open(port: number): Promise<Client> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new Client(socket);
  }

  send(request: string): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.settle = null;
    this.socket.destroy();
  }

  private take(part: Buffer): void {
    this.parts.push(part);
    this.received += part.length;
    if (this.awaited < 0) {
      const all = this.parts.length === 1 ? part : Buffer.concat(this.parts);
      const end = all.indexOf(headEnd);
      if (end < 0) return;
      const head = all.toString('latin1', 0, end);
      const length = /content-length: (\d+)/i.exec(head)?.[1];
      if (!head.startsWith('HTTP/1.1 200') || length === undefined) {
        this.settle?.reject(new Error(`an answer that was not expected: ${all.toString('utf8').slice(0, 1_000)}`));
        return;
      }
      this.parts = [all.subarray(end + headEnd.length)];
      this.received = this.parts[0]!.length;
      this.awaited = Number(length);
    }
    if (this.received < this.awaited) return;
    const body = this.parts.length === 1 ? this.parts[0]! : Buffer.concat(this.parts);
    this.parts = [];
    this.received = 0;
    this.awaited = -1;
    this.settle?.resolve(body);
  }
}
