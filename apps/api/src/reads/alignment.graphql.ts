import { ObjectType, createUnionType } from '@nestjs/graphql';
import type { AlignmentNode, AlignmentTree, Link, MeasureDefinition, MeasureKind, NodeKind, Standing, TreeChange } from '#strategy';
import { Refusal } from '../graphql/outcome.graphql.js';
import { LinkKindWord, MeasureKindWord } from '../graphql/words.graphql.js';
import { ShownAchievement, ShownAddsUp } from './achievement.graphql.js';
import { ShownPerson, ShownPost, ShownUnit } from './organisation.graphql.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';
import { ChangeKindWord, NodeKindWord, NodeStateWord, StandingWord } from './words.graphql.js';

@ObjectType('AlignmentNode', { description: 'A node of the alignment tree. Nodes come as a flat list, each after its parent.' })
export class ShownNode {
  constructor(
    private readonly sight: Sight,
    private readonly node: AlignmentNode,
  ) {}
  @Shown.id('Its id: the unit of a True North, unit/dimension, the objective or aim; below an aim, the thread of the link.')
  get id(): string {
    return this.node.id;
  }
  @Shown.id('The node it hangs under; null at the root of the answer.', maybe)
  get parentId(): string | null {
    return this.node.parent;
  }
  @Shown.whole('Steps below the root of the answer, from 0.')
  get rank(): number {
    return this.node.rank;
  }
  @Shown.as(() => NodeKindWord, 'What it is.')
  get kind(): NodeKind {
    return this.node.kind;
  }
  @Shown.text('Its words; null where a negotiation is kept between its sides.', maybe)
  get statement(): string | null {
    return this.node.statement;
  }
  @Shown.id('Its unit.')
  get unitId(): string {
    return this.node.unit;
  }
  @Shown.as(() => ShownUnit, 'Its unit.', maybe)
  get unit(): ShownUnit | null {
    return ShownUnit.of(this.sight, this.node.unit);
  }
  @Shown.id('The sponsor’s or owner’s post.', maybe)
  get ownerId(): string | null {
    return this.node.owner;
  }
  @Shown.as(() => ShownPost, 'The sponsor’s or owner’s post.', maybe)
  get owner(): ShownPost | null {
    return ShownPost.of(this.sight, this.node.owner);
  }
  @Shown.as(() => StandingWord, 'How far the link to its parent has come.', maybe)
  get standing(): Standing | null {
    return this.node.standing;
  }
  @Shown.flag('A commitment is in force and a later episode is in play.')
  get renegotiating(): boolean {
    return this.node.renegotiating;
  }
  @Shown.flag('The parent changed and nobody has confirmed this link on it yet.')
  get parentChanged(): boolean {
    return this.node.parentChanged;
  }
  @Shown.flag('What it serves was dropped or released.')
  get parentDropped(): boolean {
    return this.node.parentDropped;
  }
  @Shown.flag('A condition failed, or a grant is not there on its day.')
  get atRisk(): boolean {
    return this.node.atRisk;
  }
  @Shown.as(() => NodeStateWord, 'Whether it is being worked on.', maybe)
  get state(): AlignmentNode['state'] {
    return this.node.state;
  }
  @Shown.day('By when.', maybe)
  get due(): string | null {
    return this.node.due;
  }
  @Shown.id('The cycle.', maybe)
  get cycleId(): string | null {
    return this.node.cycle;
  }
  @Shown.whole('The revision of the aim or goal.', maybe)
  get revision(): number | null {
    return this.node.revision;
  }
  @Shown.id('The measure.', maybe)
  get measureId(): string | null {
    return this.node.measure;
  }
  @Shown.as(() => MeasureKindWord, 'What kind of figure the measure has.', maybe)
  get measureKind(): MeasureKind | null {
    return this.measure()?.kind ?? null;
  }
  @Shown.text('What one of the measure is: falls, people.', maybe)
  get unitOfMeasure(): string | null {
    return this.measure()?.unitOfMeasure ?? null;
  }
  @Shown.figure('Jump-off point.', maybe)
  get jop(): string | null {
    return this.node.jop;
  }
  @Shown.figure('Target.', maybe)
  get target(): string | null {
    return this.node.target;
  }
  @Shown.as(() => LinkKindWord, 'Whether it counts under its parent, or supports.', maybe)
  get link(): Link['kind'] | null {
    return this.node.link;
  }
  @Shown.id('The thread of the link.', maybe)
  get threadId(): string | null {
    return this.node.thread;
  }
  @Shown.id('The goal the link made.', maybe)
  get goalId(): string | null {
    return this.node.goal;
  }
  @Shown.id('The aim.', maybe)
  get aimId(): string | null {
    return this.node.aim;
  }
  @Shown.as(() => ShownAchievement, 'How far the aim or goal has come.', maybe)
  get achievement(): ShownAchievement | null {
    const ref = this.ref();
    const achieved = ref && this.sight.achieving.of(ref);
    return achieved && new ShownAchievement(this.sight, achieved);
  }
  @Shown.as(() => ShownAddsUp, 'Does what serves it add up?', maybe)
  get addsUp(): ShownAddsUp | null {
    const ref = this.ref();
    const sum = ref && this.sight.sums.of(ref);
    return sum && new ShownAddsUp(this.sight, sum);
  }
  private measure(): MeasureDefinition | null {
    return this.node.measure === null ? null : (this.sight.moment.tables.measures.get(this.node.measure)?.definition ?? null);
  }
  private ref(): { kind: 'AIM' | 'GOAL'; id: string } | null {
    if (this.node.aim !== null) return { kind: 'AIM', id: this.node.aim };
    return this.node.goal === null ? null : { kind: 'GOAL', id: this.node.goal };
  }
}

@ObjectType('AlignmentTree', { description: 'The line from True North to posts at one moment.' })
export class ShownTree {
  constructor(
    private readonly sight: Sight,
    private readonly tree: AlignmentTree,
  ) {}
  @Shown.position('The log position it is read at.')
  get position(): number {
    return this.tree.position;
  }
  @Shown.id('The cycle it is about.', maybe)
  get cycleId(): string | null {
    return this.tree.cycle;
  }
  @Shown.as(() => [ShownNode], 'The nodes, each after its parent.')
  get nodes(): ShownNode[] {
    return this.tree.nodes.map((node) => new ShownNode(this.sight, node));
  }
}

export const TreeAnswer = createUnionType({
  name: 'AlignmentTreeAnswer',
  description: 'The tree, or the refusal that asks for a root.',
  types: () => [ShownTree, Refusal] as const,
  resolveType: (answer: object) => (answer instanceof ShownTree ? ShownTree : Refusal),
});

@ObjectType('TreeChange', { description: 'What one event changed about one node.' })
export class ShownTreeChange {
  constructor(
    private readonly sight: Sight,
    private readonly change: TreeChange,
  ) {}
  @Shown.position('The event.')
  get position(): number {
    return this.change.position;
  }
  @Shown.instant('When it was recorded.')
  get at(): string {
    return this.change.at;
  }
  @Shown.text('What happened.')
  get event(): string {
    return this.change.event;
  }
  @Shown.as(() => ShownPerson, 'Who did it.')
  get by(): ShownPerson {
    return new ShownPerson(this.sight, this.change.actor.person);
  }
  @Shown.as(() => ShownPost, 'In which post; null for the service’s own policies.', maybe)
  get post(): ShownPost | null {
    return ShownPost.of(this.sight, this.change.actor.post);
  }
  @Shown.text('Why; null where none was given, or it is not yours to know.', maybe)
  get reason(): string | null {
    return this.change.reason;
  }
  @Shown.as(() => [ChangeKindWord], 'What changed.')
  get kinds(): TreeChange['kinds'] {
    return this.change.kinds;
  }
  @Shown.as(() => ShownNode, 'The node before; null where it was not in the tree.', maybe)
  get before(): ShownNode | null {
    return this.change.before && new ShownNode(this.sight, this.change.before);
  }
  @Shown.as(() => ShownNode, 'The node after; null where it is no longer in the tree.', maybe)
  get after(): ShownNode | null {
    return this.change.after && new ShownNode(this.sight, this.change.after);
  }
}

@ObjectType('TreeChanges', { description: 'What changed in the tree between two moments, in order.' })
export class ShownTreeChanges {
  @Shown.position('After this position …')
  from!: number;
  @Shown.position('… up to and including this one.')
  to!: number;
  @Shown.as(() => [ShownTreeChange], 'The changes, at most 500; more only where one event alone changed more.')
  changes!: ShownTreeChange[];
  @Shown.position('Ask again from this position for the rest; null when this is all.', maybe)
  next!: number | null;
}
