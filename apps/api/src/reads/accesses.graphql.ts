import { ArgsType, Field, ID, ObjectType } from '@nestjs/graphql';
import type { AccessKind, AccessQuestion, AccessRecord } from '#strategy';
import { wordEnum } from '../graphql/words.graphql.js';
import { ShownPerson } from './organisation.graphql.js';
import { connectionOf } from './page.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';

export const AccessKindWord = wordEnum<AccessKind>('AccessKind', 'What somebody took from the record.', {
  EXPORT: 'The log, or a part of it, as a file.',
  EVIDENCE: 'An evidence pack.',
  REPLAY: 'An auditor stepped through a story.',
});

@ArgsType()
export class AccessArgs implements AccessQuestion {
  @Field(() => ID, { nullable: true, description: 'Only this person’s.' })
  person?: string | null;
  @Field(() => AccessKindWord, { nullable: true, description: 'Only of this kind.' })
  kind?: AccessKind | null;
  @Field(() => ID, { nullable: true, description: 'Only of this aim, unit or thread.' })
  subject?: string | null;
}

@ObjectType('AccessRecord', {
  description: 'Somebody took something from the record; noted once an hour for each person, kind and subject.',
})
export class ShownAccess {
  constructor(
    private readonly sight: Sight,
    private readonly record: AccessRecord,
  ) {}
  @Shown.position('The number of the event that says so.')
  get position(): number {
    return this.record.ordinal;
  }
  @Shown.instant('When the log learned it.')
  get at(): string {
    return this.record.at;
  }
  @Shown.text('The hour it stands for, in UTC: 2026-11-22T09.')
  get hour(): string {
    return this.record.hour;
  }
  @Shown.as(() => ShownPerson, 'Who took it.')
  get person(): ShownPerson {
    return new ShownPerson(this.sight, this.record.person);
  }
  @Shown.as(() => AccessKindWord, 'What was taken.')
  get kind(): AccessKind {
    return this.record.kind;
  }
  @Shown.id('The aim, unit or thread it was about; null for the whole log.', maybe)
  get subject(): string | null {
    return this.record.subject;
  }
  @Shown.position('The log position it was read at: nothing after it was taken.')
  get upTo(): number {
    return this.record.upTo;
  }
}

@ObjectType({ description: 'Accesses to the record.' })
export class AccessConnection extends connectionOf(ShownAccess, 'AccessRecord') {}
