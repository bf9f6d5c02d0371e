import { ObjectType } from '@nestjs/graphql';
import type { Said } from '#strategy';
import { ShownPerson } from './organisation.graphql.js';
import { Shown } from './shown.js';
import type { Sight } from './sight.js';

/** Who said something about a chart, when and why. */
@ObjectType({ isAbstract: true })
export abstract class ShownSaid {
  constructor(
    private readonly sight: Sight,
    private readonly said: Said,
  ) {}
  @Shown.text('Why.')
  get reason(): string {
    return this.said.reason;
  }
  @Shown.as(() => ShownPerson, 'Who said so.')
  get by(): ShownPerson {
    return new ShownPerson(this.sight, this.said.by.person);
  }
  @Shown.day('When.')
  get on(): string {
    return this.said.on;
  }
  @Shown.position('The event that says so.')
  get position(): number {
    return this.said.ordinal;
  }
}
