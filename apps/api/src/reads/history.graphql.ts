import { ObjectType } from '@nestjs/graphql';
import type { Recorded } from '#kernel';
import type { ImportRecord, OfferDifference } from '#strategy';
import { idsIn, nameOf } from '../access/by-name.js';
import { ShownDifference } from './catchball.graphql.js';
import { ShownPerson, ShownPost } from './organisation.graphql.js';
import { connectionOf } from './page.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';

/** Whatever stood before and after. */
export const toldIn = (differences: readonly OfferDifference[]): string[] =>
  differences.flatMap(({ before, after }) => [before ?? '', after ?? '']);

@ObjectType('NamedId', { description: 'What an id in an event’s content stands for.' })
export class ShownNamedId {
  /** Everything with a name that texts speak of. */
  static in({ moment, directory }: Sight, texts: readonly string[]): ShownNamedId[] {
    return [...idsIn(texts.join(' '))].flatMap((id) => {
      const name = nameOf(moment.tables, id) ?? (moment.tables.postsByPerson.of(id).length > 0 ? directory.displayName(id) : null);
      return name === null ? [] : [{ id, name }];
    });
  }
  @Shown.id('The id.')
  id!: string;
  @Shown.text('A person’s name as of today; a post’s, unit’s, measure’s or cycle’s at the moment asked about.')
  name!: string;
}

@ObjectType('HistoryEntry', { description: 'One event about a subject: who, when, why, before and after.' })
export class ShownHistoryEntry {
  constructor(
    private readonly sight: Sight,
    private readonly event: Recorded,
    /** Worked out where it is asked for: it looks at the record before and after. */
    private readonly made: () => readonly OfferDifference[],
  ) {}
  private told: readonly OfferDifference[] | undefined;
  @Shown.position('Its number in the log.')
  get position(): number {
    return this.event.ordinal;
  }
  @Shown.id('The event’s id.')
  get id(): string {
    return this.event.id;
  }
  @Shown.text('What happened: OfferCountered, AimRevised, ObservationCorrected …')
  get type(): string {
    return this.event.type;
  }
  @Shown.instant('When the log learned it.')
  get at(): string {
    return this.event.at;
  }
  @Shown.day('On which day.')
  get on(): string {
    return this.event.on;
  }
  @Shown.as(() => ShownPerson, 'Who did it; the service for its own policies.')
  get by(): ShownPerson {
    return new ShownPerson(this.sight, this.event.meta.actor.person);
  }
  @Shown.as(() => ShownPost, 'In which post; null for the service itself.', maybe)
  get post(): ShownPost | null {
    return ShownPost.of(this.sight, this.event.meta.actor.post);
  }
  @Shown.text('What did it where no post did: policy:parent-changed, service:access, operator …; null for a post.', maybe)
  get agent(): string | null {
    const { post } = this.event.meta.actor;
    return this.sight.now.tables.posts.has(post) ? null : post;
  }
  @Shown.flag('As the post’s deputy.')
  get asDeputy(): boolean {
    return this.event.meta.actor.asDeputy ?? false;
  }
  @Shown.text('Why.', maybe)
  get reason(): string | null {
    return this.event.meta.reason ?? null;
  }
  @Shown.id('The command that made it.')
  get commandId(): string {
    return this.event.meta.commandId;
  }
  @Shown.id('Shared by everything that followed from one request.')
  get correlationId(): string {
    return this.event.meta.correlationId;
  }
  @Shown.id('The event that made a policy do it.', maybe)
  get causationId(): string | null {
    return this.event.meta.causationId ?? null;
  }
  @Shown.position('The log position at which the facts it rests on were read.')
  get basis(): number {
    return this.event.meta.basis;
  }
  @Shown.flag('Part of the sample trust, written under a scripted clock.')
  get seeded(): boolean {
    return this.event.meta.seeded ?? false;
  }
  @Shown.text('Its content as JSON.')
  get data(): string {
    return JSON.stringify(this.event.data);
  }
  @Shown.as(() => [ShownDifference], 'The subject before and after, field by field.')
  get differences(): readonly ShownDifference[] {
    return (this.told ??= this.made());
  }
  @Shown.as(() => [ShownNamedId], 'The people, posts, units, measures and cycles that its content and its differences speak of.')
  get names(): readonly ShownNamedId[] {
    return ShownNamedId.in(this.sight, [this.data, ...toldIn(this.differences)]);
  }
}

@ObjectType('Import', { description: 'One import of figures.' })
export class ShownImport {
  constructor(
    private readonly sight: Sight,
    private readonly record: ImportRecord,
  ) {}
  @Shown.id('Its id.')
  get id(): string {
    return this.record.id;
  }
  @Shown.text('The file’s name.')
  get file(): string {
    return this.record.file;
  }
  @Shown.id('The digest of the file’s bytes.')
  get fileDigest(): string {
    return this.record.fileDigest;
  }
  @Shown.as(() => ShownPerson, 'Who imported it.')
  get by(): ShownPerson {
    return new ShownPerson(this.sight, this.record.by.person);
  }
  @Shown.instant('When it was started.')
  get startedAt(): string {
    return this.record.startedAt;
  }
  @Shown.instant('When it was finished; null while it is not.', maybe)
  get finishedAt(): string | null {
    return this.record.finished?.at ?? null;
  }
  @Shown.whole('Rows read.', maybe)
  get rows(): number | null {
    return this.record.finished?.rows ?? null;
  }
  @Shown.whole('Figures recorded.', maybe)
  get recorded(): number | null {
    return this.record.finished?.recorded ?? null;
  }
  @Shown.whole('Figures corrected.', maybe)
  get corrected(): number | null {
    return this.record.finished?.corrected ?? null;
  }
  @Shown.text('Why it was reversed; null while it stands.', maybe)
  get reversedBecause(): string | null {
    return this.record.reversed?.reason ?? null;
  }
}

@ObjectType('LogHead', { description: 'Where the log stands.' })
export class ShownLogHead {
  @Shown.position('The last event’s number.')
  position!: number;
  @Shown.instant('When it was recorded; null in an empty log.', maybe)
  recordedAt!: string | null;
}

@ObjectType({ description: 'A history, page by page, in the order of the log.' })
export class HistoryConnection extends connectionOf(ShownHistoryEntry, 'HistoryEntry') {}
@ObjectType({ description: 'Imports, page by page, the latest first.' })
export class ImportConnection extends connectionOf(ShownImport, 'Import') {}
