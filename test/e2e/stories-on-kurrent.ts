/** To be imported before the stories that are to be played on a server that speaks KurrentDB's protocol, one for each. */
import { KurrentTestServer } from '../contract/kurrent-server/index.js';
import { playStoriesAt } from './story-store.js';

const servers: KurrentTestServer[] = [];
beforeAll(() => {
  playStoriesAt(async () => {
    const server = await KurrentTestServer.start();
    servers.push(server);
    return { HOSHIN_STORE: server.address('kurrentdb') };
  });
});

/** Ends the servers, after the stories. */
export const endKurrent = (): Promise<unknown> => Promise.all(servers.map((server) => server.stop()));
