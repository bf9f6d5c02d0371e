import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ViewHost } from '#cqrs';
import type { Directory } from '#directory';
import type { EventStore } from '#event-store';
import type { Shapes } from '#strategy';
import { FrontDoor } from '../../apps/api/src/http/front-door.js';
import { Starting } from '../../apps/api/src/http/starting.js';
import { DIRECTORY, IDENTITY, STORE, VIEWS } from '../../apps/api/src/record/tokens.js';
import { viewCacheOf } from '../../apps/api/src/record/view-caching.js';
import { startTestService, type TestService } from './test-service.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoshin-cached-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const viewsOf = ({ service }: TestService) => service.app.get<ViewHost<Shapes>>(VIEWS);

/** Writes the cache as the service does after it folded many events. */
const cached = async (running: TestService): Promise<void> => {
  const { app } = running.service;
  const log = { organisation: app.get<{ organisation: string }>(IDENTITY).organisation, store: app.get<EventStore>(STORE) };
  await viewCacheOf(running.config)!.write(viewsOf(running).soFar(), log);
};

const question = `{
  trueNorths: units(first: 10) { nodes { id name posts { id title holders { person } } } }
}`;
