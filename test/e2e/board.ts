import type { Actor } from '#kernel';
import { startTestService, type ServiceGiven, type TestService } from './test-service.js';

/** The real service with a board in it, whose chief executive is eve: enough for something to change. */
export const startBoard = async (given: Pick<ServiceGiven, 'sockets' | 'environment'> = {}): Promise<TestService> => {
  const service = await startTestService(given);
  await service.given('organisation', 'AddUnit', { unit: 'board', name: 'Board', kind: 'board', parent: null });
  await service.given('organisation', 'AddPost', { post: 'chief', unit: 'board', title: 'chief', role: 'EXECUTIVE' });
  await service.given('organisation', 'AppointHolder', { post: 'chief', person: 'eve', from: '2024-01-01' });
  return service;
};

/** Something that everybody who follows the tree is told of: the board's True North is written anew. */
export const redraft = (service: TestService, statement: string, actor: Actor = { person: 'eve', post: 'chief' }) =>
  service.given(
    'strategy',
    'DraftTrueNorth',
    { unit: 'board', statement, dimensions: [{ id: 'd', name: 'D', statement: 'd' }], reason: 'new' },
    { actor },
  );
