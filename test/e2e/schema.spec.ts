import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { aggregates } from '#strategy';
import { startTestService, type TestService } from './test-service.js';

const file = join(__dirname, '../../apps/api/src/graphql/schema.graphql');
const asText = (schema: GraphQLSchema): string =>
  `# The whole contract of the service. Written by "npm run docs"; a test holds it to the code.\n\n${printSchema(lexicographicSortSchema(schema))}\n`;

/** Commands that only the service itself sends: when a policy owes them, or to note who took what from the record. */
const serviceOnly = [
  'NoteParentChange',
  'WithdrawByPolicy',
  'LapsePledge',
  'ReleaseByPolicy',
  'TakeOn',
  'ReleaseLink',
  'ReverseImportedFigures',
  'SettleDebt',
  'MarkStuck',
  'RecordAccess',
];
/** Sent along with a change of the directory. */
const withOthersOnly = ['BindSignIn'];
/** What changes the directory, of which the log keeps at most a trace. */
const ofTheDirectory = ['RecordPerson', 'SignPersonOut', 'CreateServiceAccount', 'RevokeServiceAccount'];

/** Some value of an input type that passes every check of the edge. */
const sampleOf = (type: GraphQLInputType, field: string): unknown => {
  if (isNonNullType(type)) return sampleOf(type.ofType, field);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter((each) => isNonNullType(each.type) && each.defaultValue === undefined)
        .map((each) => [each.name, sampleOf(each.type, each.name)]),
    );
  const samples: Record<string, unknown> = {
    Int: 1,
    Boolean: true,
    Day: '2026-11-22',
    Period: '2026-11',
    Figure: '1',
    ID: crypto.randomUUID(),
    String: 'a'.repeat(64),
  };
  if (!(type.name in samples)) throw new Error(`no sample of ${type.name} for ${field}`);
  return samples[type.name];
};

let service: TestService;
let schema: GraphQLSchema;
beforeAll(async () => {
  service = await startTestService();
  schema = service.service.app.get(GraphQLSchemaHost).schema;
});
afterAll(() => service.close());

const mutations = () => Object.values(schema.getMutationType()!.getFields());

describe('The schema', () => {
  it('is the one checked in: after a change that is meant, run npm run docs', () => {
    if (process.env['WRITE_DOCS']) writeFileSync(file, asText(schema));
    expect(asText(schema)).toBe(readFileSync(file, 'utf8'));
  });

  it('has a mutation for every command but those that only go with others, for the directory of people, and for a plan', () => {
    const commands = aggregates
      .flatMap(({ decider }) => Object.keys(decider.decide))
      .filter((command) => ![...serviceOnly, ...withOthersOnly].includes(command));
    // A plan is many commands of one request.
    const expected = [...commands, ...ofTheDirectory, 'ImportPlan'].map((command) => command.charAt(0).toLowerCase() + command.slice(1));
    expect(
      mutations()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(expected.sort());
  });

  it('gives every mutation one input that begins with a command id and may name the acting post', () => {
    for (const { name, args } of mutations()) {
      expect([name, args.map((arg) => String(arg.type))]).toEqual([name, [`${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`]]);
      const input = getNamedType(args[0]!.type);
      const fields = isInputObjectType(input) ? input.getFields() : {};
      expect([name, String(fields['commandId']?.type), String(fields['actingPost']?.type)]).toEqual([name, 'ID!', 'ID']);
    }
  });

  it('describes every type, field and word', () => {
    const bare: string[] = [];
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('__') || ['Query', 'Mutation', 'Subscription'].includes(type.name)) continue;
      if (!type.description) bare.push(type.name);
      if (isEnumType(type)) for (const value of type.getValues()) if (!value.description) bare.push(`${type.name}.${value.name}`);
    }
    for (const type of Object.values(schema.getTypeMap()))
      if (!type.name.startsWith('__') && (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)))
        for (const field of Object.values(type.getFields())) if (!field.description) bare.push(`${type.name}.${field.name}`);
    expect(bare).toEqual([]);
  });
});

describe('An auditor', () => {
  it('is refused every mutation there is, and writes nothing', async () => {
    const { given } = service;
    await given('organisation', 'AddUnit', { unit: 'board', name: 'Board', kind: 'board', parent: null });
    for (const [post, role] of [
      ['auditor', 'AUDITOR'],
      ['administrator', 'ADMINISTRATOR'],
    ] as const) {
      await given('organisation', 'AddPost', { post, unit: 'board', title: post, role });
      await given('organisation', 'AppointHolder', { post, person: 'aud', from: '2024-01-01' });
    }
    const before = service.position();
    for (const post of ['auditor', 'administrator']) {
      const auditor = await service.as('aud', post);
      for (const { name, args } of mutations()) {
        const query = `mutation ($input: ${String(args[0]!.type)}) { ${name}(input: $input) { __typename ... on Refusal { code } } }`;
        const answer = await auditor.ask(query, { input: sampleOf(args[0]!.type, name) });
        expect([name, answer]).toEqual([
          name,
          { status: 200, errors: [], data: { [name]: { __typename: 'Refusal', code: 'AuditorsDoNotWrite' } } },
        ]);
      }
    }
    expect(service.position()).toBe(before);
  });
});
