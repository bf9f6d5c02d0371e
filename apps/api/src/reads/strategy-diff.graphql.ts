import { ObjectType } from '@nestjs/graphql';
import type { DiffCount, DiffEvent, DiffKind, DiffLine, Standing, StrategyDifference, StrategyNode, StrategyNodeKind } from '#strategy';
import { wordEnum } from '../graphql/words.graphql.js';
import { ShownNamedId, toldIn } from './history.graphql.js';
import { ShownPerson, ShownPost, ShownUnit } from './organisation.graphql.js';
import { connectionOf } from './page.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';
import { NodeStateWord, StandingWord } from './words.graphql.js';

export const DiffKindWord = wordEnum<DiffKind>('StrategyDiffKind', 'In what way something differs between two moments.', {
  ADDED: 'It stands at the later moment and did not at the earlier.',
  DROPPED: 'It stands no more: dropped, withdrawn or released.',
  RETARGETED: 'By what it is judged, or how far it is to go: measure, jump-off point, target, tolerance, plan, milestones, dates.',
  REOWNED: 'Owner or unit; also where another post stands for the owner’s.',
  REPARENTED: 'What it serves, or by which thread.',
  REWEIGHTED: 'How much it counts: contribution, share, weight, strength of its link, roll-up.',
  RESCORED: 'The scores of a candidate.',
  RESOURCED: 'Resources asked or granted, conditions, pledges it rests on.',
  STANDING: 'How far its link has come, or whether its parent changed or was dropped.',
  STATE: 'Planned, active or closed.',
  REWORDED: 'Its words: statement, means, evidence.',
});

export const StrategyNodeKindWord = wordEnum<StrategyNodeKind>('StrategyNodeKind', 'What a line of the strategy diff is about.', {
  TRUE_NORTH: 'A unit’s True North.',
  DIMENSION: 'A dimension of it.',
  OBJECTIVE: 'A breakthrough objective.',
  CANDIDATE: 'A candidate for an annual aim.',
  AIM: 'An annual aim.',
  GOAL: 'A goal, or a thread that would become one.',
  PLEDGE: 'Help pledged between peers.',
});

@ObjectType('StrategyNode', { description: 'What a line of the strategy diff is about, as it stood at one of the two moments.' })
export class ShownStrategyNode {
  private constructor(
    private readonly sight: Sight,
    private readonly node: StrategyNode,
  ) {}
  static of(sight: Sight, node: StrategyNode): ShownStrategyNode;
  static of(sight: Sight, node: StrategyNode | null): ShownStrategyNode | null;
  static of(sight: Sight, node: StrategyNode | null): ShownStrategyNode | null {
    return node && new ShownStrategyNode(sight, node);
  }
  @Shown.as(() => StrategyNodeKindWord, 'What it is.')
  get kind(): StrategyNodeKind {
    return this.node.kind;
  }
  @Shown.id('Its id: the unit of a True North, unit/dimension, the objective, candidate or aim; below an aim, the thread of the link.')
  get id(): string {
    return this.node.id;
  }
  @Shown.id('What it serves.', maybe)
  get parentId(): string | null {
    return this.node.parent;
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
  @Shown.id('The sponsor’s or owner’s post; of a candidate, the post it was nominated in.', maybe)
  get ownerId(): string | null {
    return this.node.owner;
  }
  @Shown.as(() => ShownPost, 'The sponsor’s or owner’s post; of a candidate, the post it was nominated in.', maybe)
  get owner(): ShownPost | null {
    return ShownPost.of(this.sight, this.node.owner);
  }
  @Shown.id('The cycle.', maybe)
  get cycleId(): string | null {
    return this.node.cycle;
  }
  @Shown.as(() => StandingWord, 'How far the link to its parent had come.', maybe)
  get standing(): Standing | null {
    return this.node.standing;
  }
  @Shown.as(() => NodeStateWord, 'Whether it was worked on.', maybe)
  get state(): StrategyNode['state'] {
    return this.node.state;
  }
}

@ObjectType('StrategyDifference', { description: 'One thing that differs between the two moments.' })
export class ShownStrategyDifference implements StrategyDifference {
  @Shown.text('What: target, owner, weight …')
  field!: string;
  @Shown.text('Before; lists and plans as JSON; null where there was none.', maybe)
  before!: string | null;
  @Shown.text('After.', maybe)
  after!: string | null;
}

@ObjectType('StrategyDiffEvent', { description: 'An event that made a difference.' })
export class ShownDiffEvent {
  constructor(
    private readonly sight: Sight,
    private readonly made: DiffEvent,
  ) {}
  @Shown.position('Its number in the log.')
  get position(): number {
    return this.made.position;
  }
  @Shown.instant('When it was recorded.')
  get at(): string {
    return this.made.at;
  }
  @Shown.text('What happened: CommitmentMade, AimRevised …')
  get event(): string {
    return this.made.event;
  }
  @Shown.as(() => ShownPerson, 'Who did it.')
  get by(): ShownPerson {
    return new ShownPerson(this.sight, this.made.actor.person);
  }
  @Shown.as(() => ShownPost, 'In which post; null for the service’s own policies.', maybe)
  get post(): ShownPost | null {
    return ShownPost.of(this.sight, this.made.actor.post);
  }
  @Shown.text('Why; null where none was given, or it is not yours to know.', maybe)
  get reason(): string | null {
    return this.made.reason;
  }
}

@ObjectType('StrategyDiffLine', {
  description: 'One way in which one thing differs between the two moments, with the events that made it.',
})
export class ShownDiffLine {
  constructor(
    private readonly earlier: Sight,
    private readonly later: Sight,
    private readonly line: DiffLine,
  ) {}
  @Shown.as(() => DiffKindWord, 'In what way.')
  get kind(): DiffKind {
    return this.line.kind;
  }
  @Shown.as(() => ShownStrategyNode, 'What it is about, as it stands at the later moment, or as it last stood.')
  get node(): ShownStrategyNode {
    return ShownStrategyNode.of(this.later, this.line.node);
  }
  @Shown.as(() => ShownStrategyNode, 'At the earlier moment; null where it was not there.', maybe)
  get before(): ShownStrategyNode | null {
    return ShownStrategyNode.of(this.earlier, this.line.before);
  }
  @Shown.as(() => ShownStrategyNode, 'At the later moment; null where it is there no more.', maybe)
  get after(): ShownStrategyNode | null {
    return ShownStrategyNode.of(this.later, this.line.after);
  }
  @Shown.as(() => [ShownStrategyDifference], 'What differs; empty for what was added or dropped, and for what came back.')
  get differences(): readonly ShownStrategyDifference[] {
    return this.line.differences;
  }
  @Shown.as(() => [ShownNamedId], 'The people, posts, units, measures and cycles that its differences speak of.')
  get names(): readonly ShownNamedId[] {
    return ShownNamedId.in(this.later, toldIn(this.line.differences));
  }
  @Shown.as(() => [ShownDiffEvent], 'Every event between the two that contributed, the latest first.')
  get events(): ShownDiffEvent[] {
    return this.line.events.map((event) => new ShownDiffEvent(this.later, event));
  }
}

@ObjectType('StrategyDiffCount', { description: 'How many things of a kind differ in one way.' })
export class ShownDiffCount implements DiffCount {
  @Shown.as(() => DiffKindWord, 'In which way.')
  kind!: DiffKind;
  @Shown.as(() => StrategyNodeKindWord, 'Of which kind.')
  of!: StrategyNodeKind;
  @Shown.whole('How many differ.')
  changed!: number;
  @Shown.whole('How many changed and came back to where they were, or came and went.')
  cameBack!: number;
}

@ObjectType({ description: 'The net change of the strategy between two moments, page by page, with a summary.' })
export class StrategyDiffConnection extends connectionOf(ShownDiffLine as never, 'StrategyDiffLine') {
  @Shown.position('After this position …')
  from!: number;
  @Shown.position('… up to and including this one.')
  to!: number;
  @Shown.as(() => [ShownDiffCount], 'How many in which way, of every kind, also of those not asked for.')
  summary!: readonly ShownDiffCount[];
}
