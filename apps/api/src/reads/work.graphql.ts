import { Field, ObjectType } from '@nestjs/graphql';
import type { Acknowledgement, FindingEvidence, Finding, FindingCode, FindingKind, UnitPage, WorkItem, WorkKind } from '#strategy';
import { MeasureClassWord } from '../graphql/words.graphql.js';
import { ShownCatchballStatistics, ShownThread } from './catchball.graphql.js';
import { ShownGoal } from './goal.graphql.js';
import { ShownMeasure } from './measure.graphql.js';
import { ShownPerson, ShownPost, ShownUnit } from './organisation.graphql.js';
import { connectionOf } from './page.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';
import { ShownAim } from './true-north.graphql.js';
import { FindingCodeWord, FindingKindWord, SeverityWord, WorkKindWord } from './words.graphql.js';

@ObjectType('WorkItem', { description: 'Something you are waited for; it opens on the one action it wants.' })
export class ShownWorkItem {
  constructor(
    private readonly sight: Sight,
    private readonly item: WorkItem,
  ) {}
  @Shown.as(() => WorkKindWord, 'What is waited for.')
  get kind(): WorkKind {
    return this.item.kind;
  }
  @Shown.text('What it is about.')
  get text(): string {
    return this.item.text;
  }
  @Shown.day('By when.', maybe)
  get due(): string | null {
    return this.item.due;
  }
  @Shown.flag('That day has passed.')
  get overdue(): boolean {
    return this.item.overdue;
  }
  @Shown.as(() => ShownPost, 'The post it is waited for in.', maybe)
  get post(): ShownPost | null {
    return ShownPost.of(this.sight, this.item.post);
  }
  @Shown.text('THREAD, GOAL, MEASURE, AIM or POST.')
  get subjectKind(): string {
    return this.item.subject.kind;
  }
  @Shown.id('The id of what it is about.')
  get subject(): string {
    return this.item.subject.id;
  }
  @Shown.periods('The periods whose figures are missing.')
  get periods(): readonly string[] {
    return this.item.periods;
  }
  @Shown.as(() => ShownThread, 'The thread, where it is about one.', maybe)
  get thread(): ShownThread | null {
    return this.item.subject.kind === 'THREAD' ? ShownThread.of(this.sight, this.item.subject.id) : null;
  }
  @Shown.as(() => ShownGoal, 'The goal, where it is about one.', maybe)
  get goal(): ShownGoal | null {
    return this.item.subject.kind === 'GOAL' ? ShownGoal.of(this.sight, this.item.subject.id) : null;
  }
  @Shown.as(() => ShownMeasure, 'The measure, where it is about one.', maybe)
  get measure(): ShownMeasure | null {
    return this.item.subject.kind === 'MEASURE' ? ShownMeasure.of(this.sight, this.item.subject.id) : null;
  }
}

@ObjectType('Acknowledgement', {
  description: 'Somebody who had no part in the decision has looked at a finding, and says why it may stand.',
})
export class ShownAcknowledgement {
  constructor(
    private readonly sight: Sight,
    private readonly said: Acknowledgement,
  ) {}
  @Shown.as(() => ShownPerson, 'Who.')
  get by(): ShownPerson {
    return new ShownPerson(this.sight, this.said.by.person);
  }
  @Shown.as(() => ShownPost, 'In which post.', maybe)
  get post(): ShownPost | null {
    return ShownPost.of(this.sight, this.said.by.post);
  }
  @Shown.instant('When.')
  get at(): string {
    return this.said.at;
  }
  @Shown.text('Why it may stand.')
  get reason(): string {
    return this.said.reason;
  }
  @Shown.position('The event that says so.')
  get position(): number {
    return this.said.ordinal;
  }
}

@ObjectType('FindingEvidence', { description: 'An event a finding rests on, and in whose history it is told.' })
export class ShownEvidence {
  constructor(private readonly evidence: FindingEvidence) {}
  @Shown.position('Its number in the log.')
  get position(): number {
    return this.evidence.position;
  }
  @Shown.text('AIM, GOAL, THREAD or MEASURE.')
  get subjectKind(): string {
    return this.evidence.kind;
  }
  @Shown.id('The subject whose history shows it.')
  get subject(): string {
    return this.evidence.id;
  }
}

@ObjectType('Finding', { description: 'What somebody should look at.' })
export class ShownFinding {
  constructor(
    private readonly sight: Sight,
    private readonly found: Finding,
  ) {}
  @Shown.as(() => FindingCodeWord, 'What was found.')
  get code(): FindingCode {
    return this.found.code;
  }
  @Shown.as(() => SeverityWord, 'How grave it is.')
  get severity(): Finding['severity'] {
    return this.found.severity;
  }
  @Shown.text('In a sentence.')
  get text(): string {
    return this.found.text;
  }
  @Shown.text('AIM, GOAL, THREAD, UNIT, POST, MEASURE, CYCLE or EVENT.')
  get subjectKind(): string {
    return this.found.subject.kind;
  }
  @Shown.id('The id of what it is about.')
  get subject(): string {
    return this.found.subject.id;
  }
  @Shown.as(() => ShownUnit, 'The unit it falls to.', maybe)
  get unit(): ShownUnit | null {
    return this.found.unit === null ? null : ShownUnit.of(this.sight, this.found.unit);
  }
  @Shown.position('The latest event it rests on.', maybe)
  get evidence(): number | null {
    return this.found.evidence;
  }
  @Shown.as(() => FindingKindWord, 'About how things stand, or about a decision in the record.')
  get kind(): FindingKind {
    return this.found.integrity ? 'INTEGRITY' : 'OPERATIONAL';
  }
  @Shown.id('What a decision’s finding is acknowledged by, the same for ever; null where it vanishes when mended.', maybe)
  get key(): string | null {
    return this.found.integrity?.key ?? null;
  }
  @Shown.text(
    'POLICY_STUCK: the key by which an administrator has the service try again; null for everything else, and to everybody else.',
    maybe,
  )
  get debt(): string | null {
    return this.found.debt ?? null;
  }
  @Shown.text('When it is found, in a sentence; null where the code says it.', maybe)
  get rule(): string | null {
    return this.found.integrity?.rule ?? null;
  }
  @Shown.as(() => [ShownEvidence], 'Of a decision, every event it rests on, in the order of the log.')
  get evidenceAll(): ShownEvidence[] {
    return (this.found.integrity?.evidence ?? []).map((each) => new ShownEvidence(each));
  }
  @Shown.id('The event that made the decision.', maybe)
  get decision(): string | null {
    return this.found.integrity?.event ?? null;
  }
  @Shown.day('When it was decided.', maybe)
  get decidedOn(): string | null {
    return this.found.integrity?.on ?? null;
  }
  @Shown.as(() => [ShownPerson], 'Those who decided; none of them can acknowledge it.')
  get decidedBy(): ShownPerson[] {
    return (this.found.integrity?.decidedBy ?? []).map((person) => new ShownPerson(this.sight, person));
  }
  @Shown.as(() => ShownAcknowledgement, 'Who answers for it; null where nobody does yet.', maybe)
  get acknowledged(): ShownAcknowledgement | null {
    const said = this.found.integrity?.acknowledged;
    return said ? new ShownAcknowledgement(this.sight, said) : null;
  }
}

@ObjectType('UnitMeasure', { description: 'A measure on a unit’s page.' })
export class ShownUnitMeasure {
  @Shown.as(() => ShownMeasure, 'The measure.', maybe)
  measure!: ShownMeasure | null;
  @Shown.as(() => MeasureClassWord, 'Driven or watched by the unit; null where it has not said.', maybe)
  class!: 'DRIVER' | 'WATCH' | null;
}

@ObjectType('UnitPage', { description: 'One unit: its people, goals, threads and measures, and what is found about it.' })
export class ShownUnitPage {
  constructor(
    private readonly sight: Sight,
    private readonly page: UnitPage,
  ) {}
  @Field(() => ShownUnit, { description: 'The unit.' })
  get unit(): ShownUnit {
    return new ShownUnit(this.sight, this.page.unit);
  }
  @Shown.as(() => [ShownPost], 'Its posts.')
  get posts(): ShownPost[] {
    return this.page.posts.map(({ post }) => new ShownPost(this.sight, post));
  }
  @Shown.as(() => [ShownGoal], 'Its goals in force in the cycle.')
  get goals(): ShownGoal[] {
    return this.page.goals.flatMap((id) => ShownGoal.of(this.sight, id) ?? []);
  }
  @Shown.as(() => [ShownAim], 'Aims sponsored from the unit.')
  get sponsored(): ShownAim[] {
    return this.page.sponsored.flatMap((id) => ShownAim.of(this.sight, id) ?? []);
  }
  @Shown.as(() => [ShownThread], 'Threads in which one of its posts is a side and that are not over.')
  get threads(): ShownThread[] {
    return this.page.threads.flatMap((id) => ShownThread.of(this.sight, id) ?? []);
  }
  @Shown.as(() => [ShownUnitMeasure], 'Its measures, and those it drives or watches.')
  get measures(): ShownUnitMeasure[] {
    return this.page.measures.map((use) => ({ measure: ShownMeasure.of(this.sight, use.measure), class: use.class }));
  }
  @Shown.as(() => ShownCatchballStatistics, 'How it negotiates.')
  get statistics(): ShownCatchballStatistics {
    return this.page.statistics;
  }
  @Shown.as(() => [ShownFinding], 'What is found about it.')
  get findings(): ShownFinding[] {
    return this.page.findings.map((found) => new ShownFinding(this.sight, found));
  }
}

@ObjectType({ description: 'What you are waited for, page by page.' })
export class WorkConnection extends connectionOf(ShownWorkItem, 'WorkItem') {}
@ObjectType({ description: 'Findings, page by page.' })
export class FindingConnection extends connectionOf(ShownFinding, 'Finding') {}
