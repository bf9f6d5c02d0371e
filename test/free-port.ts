import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Where systems take ports for outgoing connections from, and for whoever asks for any: not from below this one. */
const [lowest, ephemeral] = [15_000, 32_768];

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/** A port nobody listens on, and that nobody is given by chance while a service that has it is down. */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = randomInt(lowest, ephemeral);
    if (await isFree(port)) return port;
  }
};
