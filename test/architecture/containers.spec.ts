import { parse } from 'yaml';
import { configFrom } from '../../apps/api/src/config.js';
import { textOf } from './house-files.js';

interface Service {
  readonly profiles?: readonly string[];
  readonly image?: string;
  readonly build?: string;
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition?: string }>>;
  readonly healthcheck?: { readonly test?: readonly string[] };
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** What the Compose Specification calls the parts we use; another name is a slip of the pen. */
const known = {
  file: ['services', 'volumes'],
  service: [
    'profiles',
    'image',
    'build',
    'environment',
    'ports',
    'volumes',
    'depends_on',
    'healthcheck',
    'restart',
    'stop_grace_period',
    'read_only',
    'tmpfs',
    'cap_drop',
    'security_opt',
  ],
  healthcheck: ['test', 'interval', 'timeout', 'retries', 'start_period'],
};
const profiles = ['embedded', 'postgres', 'kurrentdb'];
const secretName = /PASSWORD|SECRET|TOKEN|KEY/;
/** A value the person who starts it gives, or nothing. */
const given = /^\$\{[A-Z_]+:-\}$/;
const addressWithPassword = /:\/\/[^/@]*:[^/@]*@/;

const strangers = (where: string, part: object, names: readonly string[]): readonly string[] =>
  Object.keys(part)
    .filter((name) => !names.includes(name) && !name.startsWith('x-'))
    .map((name) => `${where} has ${name}`);

/** Everything that is wrong with a compose file, as far as it can be told without an engine to run it. */
const faultsIn = ({ services, volumes, ...rest }: Compose): readonly string[] => [
  ...strangers('the file', { services, volumes, ...rest }, known.file),
  ...Object.entries(services).flatMap(([name, service]) => [
    ...strangers(name, service, known.service),
    ...strangers(`${name}.healthcheck`, service.healthcheck ?? {}, known.healthcheck),
    ...(service.profiles?.length === 1 && profiles.includes(service.profiles[0]!) ? [] : [`${name} is in no profile of ours`]),
    ...((service.image === undefined) === (service.build === undefined) ? [`${name} needs either an image or a build`] : []),
    ...(service.image !== undefined && !/:[0-9][\w.-]*$/.test(service.image)
      ? [`${name} takes whatever ${service.image} is on the day`]
      : []),
    ...(service.image !== undefined && !service.healthcheck?.test?.length ? [`${name} is not asked whether it is healthy`] : []),
    ...Object.entries(service.environment ?? {}).flatMap(([variable, value]) => [
      ...(typeof value === 'string' ? [] : [`${name} sets ${variable} to something that is no text`]),
      ...(secretName.test(variable) && !given.test(String(value)) ? [`${name} has ${variable} written out`] : []),
      ...(addressWithPassword.test(String(value)) ? [`${name} has a password in ${variable}`] : []),
    ]),
    ...(service.ports ?? []).flatMap((port) => (/^127\.0\.0\.1:\d+:\d+$/.test(port) ? [] : [`${name} listens to the world on ${port}`])),
    ...(service.volumes ?? []).flatMap((volume) =>
      volume.split(':')[0]! in volumes ? [] : [`${name} uses ${volume}, which is no volume here`],
    ),
    ...Object.entries(service.depends_on ?? {}).flatMap(([other, { condition }]) => [
      ...(other in services && services[other]?.profiles?.[0] === service.profiles?.[0]
        ? []
        : [`${name} waits for ${other}, which is not started`]),
      ...(condition === 'service_healthy' ? [] : [`${name} does not wait until ${other} is healthy`]),
    ]),
  ]),
];

const read = (text: string): Compose => ({ services: {}, volumes: {}, ...(parse(text, { merge: true }) as Partial<Compose>) });
const compose = read(textOf('docker-compose.yml'));
const ours = Object.entries(compose.services).filter(([, { build }]) => build !== undefined);

describe('The compose file', () => {
  it('has every engine in a profile of its own, and nothing wrong in it', () => {
    expect(new Set(ours.map(([, service]) => service.profiles?.[0]))).toEqual(new Set(profiles));
    expect(faultsIn(compose)).toEqual([]);
  });

  it.each(ours)('gives %s settings it takes, and each its own engine', (_, { environment = {}, profiles: [profile] = [] }) => {
    const { store } = configFrom(environment as Record<string, string>);
    expect(store.kind).toBe({ embedded: 'sqlite', postgres: 'postgres', kurrentdb: 'kurrent' }[profile!]);
  });

  it.each([
    ['sotre: {}', /has sotre/],
    ['services: { a: { profiles: [embedded], build: ., prots: [] } }', /a has prots/],
    ['services: { a: { build: . } }', /a is in no profile/],
    ['services: { a: { profiles: [embedded] } }', /needs either an image or a build/],
    ['services: { a: { profiles: [postgres], image: postgres:latest, healthcheck: { test: [CMD] } } }', /whatever postgres:latest is/],
    ['services: { a: { profiles: [postgres], image: "postgres:17" } }', /not asked whether it is healthy/],
    ['services: { a: { profiles: [embedded], build: ., environment: { PGPASSWORD: hoshin } } }', /PGPASSWORD written out/],
    [
      'services: { a: { profiles: [embedded], build: ., environment: { HOSHIN_STORE: "postgres://u:p@h/d" } } }',
      /a password in HOSHIN_STORE/,
    ],
    ['services: { a: { profiles: [embedded], build: ., ports: ["4000:4000"] } }', /listens to the world/],
    ['services: { a: { profiles: [embedded], build: ., volumes: ["here:/there"] } }', /is no volume here/],
    ['services: { a: { profiles: [embedded], build: ., depends_on: { b: { condition: service_started } } } }', /b, which is not started/],
  ])('would be found out: %s', (text, fault) => {
    expect(faultsIn(read(text)).join('\n')).toMatch(fault);
  });
});

describe('The image', () => {
  const lines = textOf('Dockerfile').split('\n');
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));

  it('runs as a user without rights, says when it is healthy, and takes the signals itself', () => {
    expect(last.findLast((line) => line.startsWith('USER '))).toBe('USER node');
    expect(last.some((line) => line.startsWith('HEALTHCHECK '))).toBe(true);
    expect(last.findLast((line) => line.startsWith('CMD '))).toBe('CMD ["node", "dist/apps/api/src/main.js"]');
  });

  it('is built on named versions of slim images, without a secret in it', () => {
    expect(lines.filter((line) => line.startsWith('FROM ')).every((line) => /^FROM node:\d+-[a-z]+-slim( AS \w+)?$/.test(line))).toBe(true);
    expect(lines.filter((line) => /^(ARG|ENV)/.test(line) && secretName.test(line))).toEqual([]);
    expect(textOf('.dockerignore').split('\n')).toEqual(expect.arrayContaining(['.git', 'node_modules', 'data']));
  });

  it('sets only what the service knows', () => {
    const settings = [...textOf('Dockerfile').matchAll(/(HOSHIN_[A-Z_]+)=(\S+)/g)].map(([, name, value]) => [name, value] as const);
    expect(settings.length).toBeGreaterThan(0);
    expect(() => configFrom({ HOSHIN_MODE: 'development', ...Object.fromEntries(settings) })).not.toThrow();
  });
});
