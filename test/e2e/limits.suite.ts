import { startTestService, type TestService } from './test-service.js';

let service: TestService;

/** A board with thirty teams directly below it. */
beforeAll(async () => {
  service = await startTestService();
  const { given } = service;
  await given('organisation', 'AddUnit', { unit: 'board', name: 'Board', kind: 'board', parent: null });
  for (let team = 1; team <= 30; team++)
    await given('organisation', 'AddUnit', { unit: `team-${team}`, name: `Team ${team}`, kind: 'team', parent: 'board' });
});
afterAll(() => service.close());

const ask = async (query: string) => (await service.as('eve')).ask(query);

describe('A question about units', () => {
  it('may go down, up, and from a unit to those beside it', async () => {
    for (const way of ['children { id children { id parent { id } } }', 'children { id }', 'id children { id parent { id } }']) {
      const { errors, data } = await ask(`{ unit(id: "board") { ${way} } }`);
      expect(errors).toEqual([]);
      expect(JSON.stringify(data).match(/"team-30"/g)).toHaveLength(1);
    }
    const { errors, data } = await ask('{ unit(id: "team-1") { parent { children { id } } } }');
    expect(errors).toEqual([]);
    expect(JSON.stringify(data)).toContain('team-30');
  });

  it('may not go down, up and down again, where each turn makes the answer thirty times as long', async () => {
    const turn = (inside: string): string => `children { parent { ${inside} } }`;
    for (const query of [
      `{ unit(id: "board") { ${turn(turn(turn(turn('id'))))} } }`,
      `{ unit(id: "board") { children { ...up } } } fragment up on Unit { parent { ... on Unit { ...down } } } fragment down on Unit { children { id } }`,
      `query Fine { me { person { id } } } query Not { unit(id: "board") { ${turn(turn('id'))} } }`,
    ]) {
      const { status, errors } = await ask(query);
      expect({ status, errors }).toMatchObject({
        status: 400,
        errors: [{ message: expect.stringContaining('without going back up'), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
      });
    }
  });
});
