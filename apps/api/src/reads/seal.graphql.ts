import { ObjectType } from '@nestjs/graphql';
import { sealBefore, type SealRecord } from '#strategy';
import { wordEnum } from '../graphql/words.graphql.js';
import { printed, type SealFit, type SealVerdict } from '../record/sealing.js';
import { ShownPerson, ShownPost } from './organisation.graphql.js';
import { connectionOf } from './page.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';

@ObjectType('Seal', {
  description:
    'The digest of the whole log up to a position, recorded by the service. Printed elsewhere, it proves later that nothing before was altered.',
})
export class ShownSeal {
  constructor(
    private readonly sight: Sight,
    private readonly record: SealRecord,
  ) {}
  @Shown.id('The seal’s own event.')
  get id(): string {
    return this.record.event;
  }
  @Shown.position('Where that event lies in the log.')
  get position(): number {
    return this.record.position;
  }
  @Shown.position('Up to which event it reaches.')
  get ordinal(): number {
    return this.record.ordinal;
  }
  @Shown.id('The id of that event.')
  get lastEventId(): string {
    return this.record.lastEventId;
  }
  @Shown.text('The chain digest there: SHA-256 in hex.')
  get digest(): string {
    return this.record.digest;
  }
  @Shown.text('The form to print in minutes: HS-, the position, 160 bits of the digest, and two letters that tell a slip of the pen.')
  get printed(): string {
    return printed(this.record);
  }
  @Shown.instant('When it was placed.')
  get at(): string {
    return this.record.at;
  }
  @Shown.as(() => ShownPerson, 'Who asked for it; the service where its schedule did.')
  get by(): ShownPerson {
    return new ShownPerson(this.sight, this.record.by.person);
  }
  @Shown.as(() => ShownPost, 'In which post; null for the service itself.', maybe)
  get post(): ShownPost | null {
    return ShownPost.of(this.sight, this.record.by.post);
  }
  @Shown.text('Why; null where the schedule placed it.', maybe)
  get reason(): string | null {
    return this.record.reason;
  }
  @Shown.id('The event of the seal before; null for the first.', maybe)
  get previousSeal(): string | null {
    return this.record.previousSeal;
  }
  @Shown.whole('How many events it vouches for beyond the seal before.')
  get events(): number {
    return this.record.ordinal - (sealBefore(this.sight.moment.tables, this.record.ordinal)?.ordinal ?? 0);
  }
  @Shown.whole('How many events, at the moment asked about, lie beyond it.')
  get eventsSince(): number {
    return this.sight.moment.position - this.record.ordinal;
  }
}

@ObjectType({ description: 'Seals, page by page, the latest first.' })
export class SealConnection extends connectionOf(ShownSeal, 'Seal') {}

const SealFitWord = wordEnum<SealFit>('SealFit', 'Whether a seal is of this log.', {
  FITS: 'The log up to the seal’s position has the digest it names.',
  DIFFERS: 'It has another one: the log was altered, or the seal is of another log.',
  MISTYPED: 'It is no seal, or its check letters do not fit the others.',
  BEYOND_THE_END: 'The log ends before the seal’s position.',
});

@ObjectType('SealVerdict', { description: 'What the service finds when it holds a seal against its log.' })
export class ShownSealVerdict implements SealVerdict {
  @Shown.as(() => SealFitWord, 'The verdict.')
  fit!: SealFit;
  @Shown.position('The position the seal names; null where it could not be read.', maybe)
  ordinal!: number | null;
  @Shown.text('The verdict in a sentence.')
  because!: string;
}
