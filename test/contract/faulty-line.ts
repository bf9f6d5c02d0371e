import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

/** A line to a server that can be made to fail. */
export interface FaultyLine {
  readonly port: number;
  /** `open` passes everything; `deaf` takes questions and loses the answers; `cut` ends every connection and takes none. */
  become(state: 'open' | 'deaf' | 'cut'): void;
  /** Resolves when an answer was lost since the line became deaf. */
  lostAnAnswer(): Promise<void>;
  end(): Promise<void>;
}

/** Opens a line on a port of its own to a port of this machine. */
export const faultyLine = async (to: number): Promise<FaultyLine> => {
  const sockets = new Set<Socket>();
  let state: 'open' | 'deaf' | 'cut' = 'open';
  let lost = (): void => {};
  let losing = new Promise<void>((resolve) => (lost = resolve));
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((near) => {
    if (state === 'cut') return near.destroy();
    const far = connect(to, '127.0.0.1');
    const pair: [Socket, Socket][] = [
      [near, far],
      [far, near],
    ];
    for (const [one, other] of pair) {
      sockets.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => {
      if (state === 'open') near.write(bytes);
      else lost();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    become: (next) => {
      state = next;
      if (next === 'deaf') losing = new Promise<void>((resolve) => (lost = resolve));
      if (next === 'cut') hangUp();
    },
    lostAnAnswer: () => losing,
    end: async () => {
      hangUp();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
