/**
 * Who may import whom. test/architecture/rooms.prove.spec.ts breaks every rule once on purpose;
 * docs/ARCHITECTURE.md says why the walls stand where they stand.
 */
const spec = '\\.(spec|suite)\\.ts$';
const engine = '^libs/event-store/src/(memory|sqlite|postgres|kurrent)/';
const aggregate = '^libs/strategy/src/(?!views/|readings/|policies/|arithmetic/)([^/]+)/';
const feature = '^apps/api/src/(?!graphql/|access/|record/|operations/)([^/]+)/';

/** A room that may import nothing but itself and what is listed. */
const closed = (name, room, comment, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: room, pathNot: spec },
  to: { pathNot: [room, ...allowed] },
});
/** An import nobody may make from there. */
const barred = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    barred('no-unresolved', 'An import that leads nowhere would silence every rule about it.', {}, { couldNotResolve: true }),
    barred(
      'no-circular',
      'A cycle is one thought pretending to be two. Types may name each other: they are gone before anything runs.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    barred('no-import-of-specs', 'A spec is read by the test runner alone.', {}, { path: spec }),
    barred(
      'testing-is-for-specs',
      'Test support never ships.',
      { path: '^(apps|libs)/', pathNot: [spec, '^libs/testing/'] },
      { path: ['^libs/testing/', '^test/'] },
    ),
    barred(
      'no-development-packages',
      'What ships needs only what `npm ci --omit=dev` installs; the page is shipped as built, with what it needs inside.',
      { path: '^(apps|libs)/', pathNot: [spec, '^libs/testing/', '^apps/web/'] },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),

    closed('kernel-imports-nothing', '^libs/kernel/', 'The shapes everything else is made of.', []),
    closed('spc-imports-nothing', '^libs/spc/', 'Statistical process control is usable by itself.', []),
    closed('pictures-draw-what-they-are-given', '^libs/pictures/', 'A picture is a function of charts and readings.', [
      '^libs/(spc|strategy)/src/index\\.ts$',
    ]),
    barred(
      'pictures-know-shapes-alone',
      'From the domain a picture takes the shape of what it draws, and nothing that runs.',
      { path: '^libs/pictures/', pathNot: spec },
      { path: '^libs/strategy/', dependencyTypesNot: ['type-only'] },
    ),
    closed('strategy-is-pure', '^libs/strategy/', 'The domain knows the kernel, the charts and exact decimals.', [
      '^libs/(kernel|spc)/',
      '^node_modules/(@types/)?big\\.js/',
    ]),
    barred(
      'aggregates-are-strangers',
      'Facts of another aggregate are looked up before and passed in.',
      { path: aggregate, pathNot: spec },
      { path: aggregate, pathNot: '^libs/strategy/src/$1/' },
    ),
    closed('plan-sends-nothing', '^libs/plan/', 'A plan becomes steps; who does them, and how, is the business of whoever asks for them.', [
      '^libs/(kernel|strategy|cqrs|directory)/src/index\\.ts$',
      '^node_modules/(yaml|zod)/',
    ]),
    barred(
      'plan-knows-people-by-shape',
      'From the directory a plan takes the shape of an entry, and nothing that runs.',
      { path: '^libs/plan/', pathNot: spec },
      { path: '^libs/directory/', dependencyTypesNot: ['type-only'] },
    ),
    closed('event-store-knows-the-kernel-alone', '^libs/event-store/', 'An engine can be used without the domain and without Nest.', [
      '^libs/kernel/',
      '^node_modules/(@types/)?better-sqlite3/',
      '^node_modules/(@types/)?pg/',
      '^node_modules/@(eventstore/db-client|kurrent/kurrentdb-client)/',
      '^(node:)?[a-z_/]+$',
    ]),
    closed('directory-knows-the-kernel-alone', '^libs/directory/', 'Names live beside the log and outlive no rule of the domain.', [
      '^libs/kernel/',
      '^node_modules/(@types/)?(better-sqlite3|pg)/',
      '^(node:)?[a-z_/]+$',
    ]),
    closed('cqrs-knows-no-domain', '^libs/cqrs/', 'The glue serves any catalogue on any engine.', [
      '^libs/kernel/',
      '^libs/event-store/src/[^/]+\\.ts$',
      '^node_modules/(@nestjs|rxjs|reflect-metadata|uuid)/',
      '^(node:)?[a-z0-9_/]+$',
    ]),
    barred(
      'drivers-at-home',
      'A driver is named in its own folder alone.',
      { path: '^(apps|libs)/', pathNot: ['^libs/event-store/src/sqlite/', '^libs/directory/'] },
      {
        path: '^node_modules/(@types/)?better-sqlite3/',
      },
    ),
    barred(
      'postgres-driver-at-home',
      'A driver is named in its own folder alone.',
      { path: '^(apps|libs)/', pathNot: ['^libs/event-store/src/postgres/', '^libs/directory/'] },
      {
        path: '^node_modules/(@types/)?pg/',
      },
    ),
    barred(
      'kurrent-driver-at-home',
      'A driver is named in its own folder alone.',
      { path: '^(apps|libs)/', pathNot: '^libs/event-store/src/kurrent/' },
      {
        path: '^node_modules/@(eventstore|kurrent|grpc)/',
      },
    ),
    barred(
      'engines-from-the-composition-root',
      'The composition root is the one place that names an engine; an engine never leans on another.',
      { path: '^(apps|libs)/', pathNot: [spec, '^apps/api/src/engines\\.ts$', engine, '^libs/testing/'] },
      { path: engine },
    ),
    barred(
      'engines-are-strangers',
      'An engine never leans on another.',
      { path: engine, pathNot: spec },
      { path: engine, pathNot: '^libs/event-store/src/$1/' },
    ),
    barred('libs-know-no-app', 'Dependencies point inwards.', { path: '^libs/' }, { path: '^apps/' }),
    barred('api-knows-no-other-app', 'The service stands without its clients.', { path: '^apps/api/' }, { path: '^apps/(cli|web)/' }),
    barred(
      'web-knows-the-schema-alone',
      'The page’s only contract is the schema.',
      { path: '^apps/web/' },
      { path: ['^libs/', '^apps/(api|cli)/'] },
    ),
    barred(
      'features-are-strangers',
      'A feature that needs another belongs to it, or both need a view.',
      { path: feature, pathNot: spec },
      { path: feature, pathNot: '^apps/api/src/$1/' },
    ),
    barred(
      'features-read-no-store',
      'A feature sends commands and reads views; only the record, access and error pages know the log.',
      { path: feature, pathNot: spec },
      { path: '^libs/event-store/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ['types', 'import', 'node', 'require', 'default'], exportsFields: ['exports'] },
  },
};
