import { lookup } from 'node:dns/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createRelay, type AddressInfo } from 'node:net';

/** What the service's own server would be set up with. */
interface ServerTerms {
  readonly keepAliveTimeout?: number;
  readonly requestTimeout?: number;
}

const listening = (server: { listen: Server['listen']; once: Server['once']; off: Server['off'] }, port: number, host: string) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

/**
 * Listens from the first moment on, so that monitors are told how a start goes, and hands each request to whoever answers by
 * then. It is one and the same server throughout: no connection is lost when the service takes over.
 */
export class FrontDoor {
  private readonly server: Server;
  private answer: RequestListener;

  private constructor(starting: RequestListener) {
    this.answer = starting;
    this.server = createServer((request: IncomingMessage, response: ServerResponse) => this.answer(request as never, response as never));
  }

  /** Throws what the system says where the port cannot be listened on. */
  static async open(port: number, host: string, starting: RequestListener): Promise<FrontDoor> {
    const door = new FrontDoor(starting);
    await listening(door.server, port, host);
    await door.listenBeside(host);
    return door;
  }

  /** A name such as localhost can stand for several addresses; one that cannot be listened on is left out. */
  private async listenBeside(host: string): Promise<void> {
    if (host !== 'localhost') return;
    const { address: taken, port } = this.server.address() as AddressInfo;
    for (const { address } of await lookup(host, { all: true })) {
      if (address === taken) continue;
      const relay = createRelay((socket) => this.server.emit('connection', socket));
      await listening(relay as never, port, address).catch(() => {});
      this.server.once('close', () => relay.close());
    }
  }

  /**
   * The server for the service to answer on: asked to listen, it does so already, and requests are the service's from then
   * on, which asks when it is ready.
   */
  readonly serverFactory = (service: RequestListener, { keepAliveTimeout, requestTimeout }: ServerTerms): Server => {
    const { server } = this;
    if (keepAliveTimeout !== undefined) server.keepAliveTimeout = keepAliveTimeout;
    if (requestTimeout !== undefined) server.requestTimeout = requestTimeout;
    server.listen = () => {
      this.answer = service;
      setImmediate(() => server.emit('listening'));
      return server;
    };
    return server;
  };

  /** For a service that cannot start. */
  async close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}
