/**
 * The built command desk over a data folder, in a process of its own and without policies: takes one order per line
 * and answers each with a line. What policies owe for them is still owed when it is killed.
 */
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { CommandDesk, ViewHost, dayIn, hydrateWith, openLog } from '#cqrs';
import { SqliteEventStore } from '#event-store/sqlite';
import { aggregates, factsFor, views } from '#strategy';

const [dataFolder, organisation, timeZone] = process.argv.slice(2);
const dayOf = dayIn(timeZone);
const store = await SqliteEventStore.open({ file: join(dataFolder, 'log.db'), hydrate: hydrateWith(aggregates, dayOf) });
await openLog(store, { organisation, timeZone });
const host = new ViewHost(store, views, Date.now, dayOf);
await host.start();
const desk = new CommandDesk(store, host, aggregates, factsFor, Date.now, dayOf);

for await (const line of createInterface({ input: process.stdin })) {
  const { commandId, person, post, aggregate, command: name, subject, input } = JSON.parse(line);
  const envelope = { commandId, subject: subject ?? organisation, actor: { person, post }, correlationId: commandId };
  const outcome = await desk.execute({ aggregate, name, input, envelope });
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
}
