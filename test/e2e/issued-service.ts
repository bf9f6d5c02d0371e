import type { Directory, Sessions } from '#directory';
import { DIRECTORY, SESSIONS } from '../../apps/api/src/record/tokens.js';
import { Browser } from './browser.js';
import { TestIssuer } from './test-issuer.js';
import { startTestService, type ServiceGiven, type TestService } from './test-service.js';

/** Where browsers believe the service to be. */
export const origin = 'https://hoshin.northmoor.example';

/** The chief executive, and two administrators. */
export const ann = '3f0b1a52-7c1e-4b7d-9a33-5d2e8c9f4b10';
export const adi = '4a1c2b63-8d2f-5c8e-8b44-6e3f9d0a5c21';
export const ada = '5b2d3c74-9e30-4d9f-9c55-7f40ae1b6d32';

/** The service as a trust runs it: under an address of its own, with people signed in by a sign-in service. */
export interface IssuedService extends TestService {
  readonly issuer: TestIssuer;
  readonly directory: Directory;
  readonly sessions: Sessions;
  /** A browser in which nobody is signed in. */
  browser(): Browser;
  /** Sends a browser out to the sign-in service; the path it is sent back to. */
  wayBack(browser: Browser, path?: string): Promise<string>;
  /** A browser in which somebody is signed in. */
  signedIn(subject: string): Promise<Browser>;
}

/** Starts both; closing stops both. */
export const startIssuedService = async (given: Pick<ServiceGiven, 'sockets' | 'environment'> = {}): Promise<IssuedService> => {
  const issuer = await TestIssuer.start();
  const service = await startTestService({
    ...given,
    environment: {
      HOSHIN_MODE: 'production',
      HOSHIN_ISSUER: issuer.url,
      HOSHIN_CLIENT_ID: issuer.client.id,
      HOSHIN_CLIENT_SECRET: issuer.client.secret,
      HOSHIN_PUBLIC_URL: origin,
      ...given.environment,
    },
  });
  const { app, address } = service.service;
  await service.given('organisation', 'AddUnit', { unit: 'board', name: 'Board', kind: 'board', parent: null });
  await service.given('organisation', 'AddPost', { post: 'administrator', unit: 'board', title: 'Administrator', role: 'ADMINISTRATOR' });
  await service.given('organisation', 'AddPost', {
    post: 'chief',
    unit: 'board',
    title: 'Chief Executive',
    role: 'EXECUTIVE',
    leads: true,
  });
  const directory = app.get<Directory>(DIRECTORY);
  for (const [person, post, name, subject] of [
    [ann, 'chief', 'Ann Archer', 'idp|ann'],
    [adi, 'administrator', 'Adi Admin', 'idp|adi'],
    [ada, 'administrator', 'Ada Admin', 'idp|ada'],
  ] as const) {
    await service.given('organisation', 'AppointHolder', { post, person, from: '2024-01-01' });
    await directory.put({ person, name, subject });
  }
  const browser = (): Browser => new Browser(address, origin);
  const wayBack = async (out: Browser, path = '/sign-in'): Promise<string> => {
    const sent = await out.send(path);
    expect(sent.status).toBe(303);
    const back = await fetch(sent.headers.get('location')!, { redirect: 'manual' });
    return back.headers.get('location')!.replace(origin, '');
  };
  return {
    ...service,
    issuer,
    directory,
    sessions: app.get<Sessions>(SESSIONS),
    browser,
    wayBack,
    signedIn: async (subject) => {
      const own = browser();
      issuer.signsIn = subject;
      expect((await own.send(await wayBack(own))).status).toBe(303);
      return own;
    },
    close: async () => {
      await service.close();
      await issuer.down();
    },
  };
};
