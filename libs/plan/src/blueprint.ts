import { derivedId } from '#cqrs';
import type { Entry } from '#directory';
import type { MeasureCommands, OrganisationCommands, PersonId, PostId, StrategyCommands, Tables } from '#strategy';
import type { Path, Problem } from './located-document.js';
import type { Plan } from './schema.js';

/** The commands a plan is brought in by, by aggregate. */
interface Commands {
  organisation: OrganisationCommands;
  strategy: StrategyCommands;
  measure: MeasureCommands;
}
type OrdersOf<Aggregate extends keyof Commands> = {
  [Name in keyof Commands[Aggregate] & string]: {
    readonly aggregate: Aggregate;
    readonly name: Name;
    readonly input: Commands[Aggregate][Name];
  };
}[keyof Commands[Aggregate] & string];

/** A command with its content, not yet addressed to a subject. */
export type Order = { [Aggregate in keyof Commands]: OrdersOf<Aggregate> }[keyof Commands];

/**
 * Who acts: whoever stands in a post on the day, or the administration: the plan's administrator post, and before
 * anybody stands in it the operator, who has the data folder in hand.
 */
export type By = 'ADMINISTRATION' | { readonly post: PostId; readonly person?: PersonId };

/** What a plan is made of, in the order in which it can be done: each part rests on those before it, and within a part nobody waits. */
export const planParts = [
  'DIRECTORY',
  'ORGANISATION',
  'MEASURES',
  'TRUE_NORTH',
  'OBJECTIVES',
  'CYCLES',
  'CANDIDATES',
  'SCORES',
  'DECISIONS',
  'CLASSES',
  'ACTIVATION',
] as const;
export type PlanPart = (typeof planParts)[number];

/** One thing an import of a plan does; `says` is its line in a dry run. */
export type Step = { readonly part: PlanPart; readonly by: By; readonly says: string } & (
  { readonly kind: 'ENTRY'; readonly entry: Entry } | { readonly kind: 'COMMAND'; readonly order: Order; readonly subject: string }
);

export type Kind = 'unit' | 'post' | 'person' | 'measure' | 'dimension' | 'objective' | 'cycle' | 'candidate' | 'aim';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The organisation a plan opens an empty log for. */
export const organisationIdOf = (plan: Plan): string => derivedId('plan', 'organisation', plan.organisation.key);

/** The id of what a plan names by a key: the same key means the same thing in every later plan. A UUID means itself. */
export const planId = (organisation: string, kind: Kind, reference: string): string =>
  uuid.test(reference) ? reference : derivedId('plan', organisation, kind, reference);

/** The streams of the organisation and of its strategy: one each, named by the organisation. */
export const strategySubject = (organisation: string): string => organisation;

/** Collects what the import of a plan does, and what keeps it from being done. */
export class Blueprint {
  readonly steps: Step[] = [];
  readonly problems: Problem[] = [];
  private part: PlanPart = 'DIRECTORY';
  private readonly keys = new Map<string, string>();

  constructor(
    readonly plan: Plan,
    readonly tables: Tables,
    readonly organisation: string,
    /** Why things that were otherwise before are changed. */
    readonly reason: string,
  ) {
    const { people, units, posts, trueNorth, objectives, cycles, measures, candidates } = plan;
    const named: readonly [Kind, Path, readonly { key: string }[]][] = [
      ['person', ['people'], people],
      ['unit', ['units'], units],
      ['post', ['posts'], posts],
      ...trueNorth.map(({ dimensions }, index): [Kind, Path, readonly { key: string }[]] => [
        'dimension',
        ['trueNorth', index, 'dimensions'],
        dimensions,
      ]),
      ['objective', ['objectives'], objectives],
      ['cycle', ['cycles'], cycles],
      ['measure', ['measures'], measures],
      ['candidate', ['candidates'], candidates],
    ];
    for (const [kind, path, entries] of named) entries.forEach(({ key }, index) => this.claim(kind, key, [...path, index, 'key']));
    candidates.forEach(({ adopted }, index) => adopted && this.claim('aim', adopted.aim, ['candidates', index, 'adopted', 'aim']));
  }

  private claim(kind: Kind, key: string, path: Path): void {
    const id = this.id(kind, key);
    const before = this.keys.get(id);
    if (before !== undefined) this.refuse(path, `the key ${key} is taken by another ${kind}: choose another`);
    this.keys.set(id, kind);
  }

  id(kind: Kind, reference: string): string {
    return planId(this.organisation, kind, reference);
  }

  /** The id of something referred to; a problem where it is neither in this plan nor in the log. */
  find(kind: Kind, reference: string, path: Path): string {
    const id = this.id(kind, reference);
    if (!this.keys.has(id) && !this.isInLog(kind, id))
      this.refuse(path, `there is no ${kind} ${reference}, neither in this plan nor in the log: add it or correct the key`);
    return id;
  }

  private isInLog(kind: Kind, id: string): boolean {
    const { units, posts, postsByPerson, measures, trueNorths, objectives, cycles, candidates, aims } = this.tables;
    switch (kind) {
      case 'person':
        return postsByPerson.of(id).length > 0;
      case 'dimension':
        return [...trueNorths.values()].some(({ inForce, draft }) =>
          [...(inForce?.dimensions ?? []), ...(draft?.dimensions ?? [])].some((dimension) => dimension.id === id),
        );
      default:
        return { unit: units, post: posts, measure: measures, objective: objectives, cycle: cycles, candidate: candidates, aim: aims }[
          kind
        ].has(id);
    }
  }

  /** The post that acts for an entry of the strategy: the one it names, or the plan's executive. */
  executive(named: string | undefined, path: Path): By {
    const acting = named ?? this.plan.organisation.executive;
    if (acting !== undefined) return { post: this.find('post', acting, named === undefined ? ['organisation', 'executive'] : path) };
    this.refuse(path, 'say who acts: a post here, or for everything as organisation.executive');
    return 'ADMINISTRATION';
  }

  refuse(path: Path, message: string): void {
    this.problems.push({ path, message });
  }

  /** Draws a part: the steps it adds are of that part. */
  draw(part: PlanPart, steps: (to: Blueprint) => void): void {
    this.part = part;
    steps(this);
  }

  entry(entry: Entry, says: string): void {
    this.steps.push({ kind: 'ENTRY', part: this.part, by: 'ADMINISTRATION', entry, says });
  }

  command(by: By, subject: string, order: Order, says: string): void {
    this.steps.push({ kind: 'COMMAND', part: this.part, by, order, subject, says });
  }
}
