import { isRejection } from '#kernel';
import { CommandDesk } from '#cqrs';
import { Chance } from '../simulation/chance.js';
import { order, type Order } from '../simulation/orders.js';
import { organisationId, settingUp } from '../simulation/trust.js';
import { startTestService } from './test-service.js';

const operator = { person: 'operator', post: 'operator' };
export const team = (index: number): string => `team-${index}`;

/** Teams under the board of the simulated trust, each with a lead of its own. */
const teams = (players: number, seed: number): Order[] => {
  const ids = new Chance(seed + 1);
  return Array.from({ length: players }, (_, index) => index).flatMap((index) => [
    order(ids.uuid(), operator, 'organisation', 'AddUnit', {
      unit: team(index),
      name: `Team ${index}`,
      kind: 'team',
      parent: 'operations',
    }),
    order(ids.uuid(), operator, 'organisation', 'AddPost', {
      post: `${team(index)}-lead`,
      unit: team(index),
      title: `Lead ${index}`,
      role: 'LEAD',
      leads: true,
    }),
    order(ids.uuid(), operator, 'organisation', 'AppointHolder', {
      post: `${team(index)}-lead`,
      person: `lead-${index}`,
      from: '2025-04-01',
    }),
  ]);
};

/** Puts the simulated trust with so many teams into a record, in a folder or wherever the environment says. */
export const setScene = async (given: {
  readonly dataFolder: string;
  readonly environment?: Record<string, string>;
  readonly players: number;
  readonly seed: number;
}): Promise<void> => {
  const { dataFolder, players, seed, environment = {} } = given;
  const { service, close } = await startTestService({ dataFolder, environment: { HOSHIN_ORGANISATION: organisationId, ...environment } });
  const desk = service.app.get(CommandDesk);
  for (const { commandId, person, post, aggregate, command: name, subject, input } of [...settingUp(), ...teams(players, seed)]) {
    const envelope = { commandId, subject: subject ?? organisationId, actor: { person, post }, correlationId: commandId };
    const outcome = await desk.execute({ aggregate, name, input, envelope });
    if (isRejection(outcome)) throw new Error(`${name} was refused: ${outcome.because}`);
  }
  await close();
};
