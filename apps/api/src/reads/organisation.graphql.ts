import { ObjectType } from '@nestjs/graphql';
import {
  deputiesOn,
  settingsOf,
  signersOn,
  type ChartConvention,
  type PersonId,
  type PostId,
  type PostRecord,
  type Role,
  type Settings,
  type Tenure,
  type UnitId,
  type UnitRecord,
} from '#strategy';
import { PresetWord } from '../graphql/chart-words.graphql.js';
import { DayScalar } from '../graphql/scalars.js';
import { RoleWord } from '../graphql/words.graphql.js';
import { connectionOf } from './page.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';

/** Whoever acts without being anybody: no person of the directory, and none of the record either. */
const nobodys: Readonly<Record<string, string>> = { service: 'the service', operator: 'the operator of the data folder' };

@ObjectType('Person', { description: 'Somebody, by the name the directory has for them today.' })
export class ShownPerson {
  constructor(
    sight: Sight,
    readonly personId: PersonId,
  ) {
    this.name = nobodys[personId] ?? sight.directory.displayName(personId);
  }
  @Shown.id('The person’s id, which is all the record keeps.')
  get id(): PersonId {
    return this.personId;
  }
  @Shown.text('Today’s name; “former post-holder” where it was erased, “the service” for what it does by itself.')
  readonly name: string;
}

@ObjectType('Unit', { description: 'A part of the organisation: board, division, directorate, team.' })
export class ShownUnit {
  constructor(
    readonly sight: Sight,
    readonly record: UnitRecord,
  ) {}
  static of(sight: Sight, id: UnitId): ShownUnit | null {
    const record = sight.moment.tables.units.get(id);
    return record ? new ShownUnit(sight, record) : null;
  }
  @Shown.id('The unit’s id.')
  get id(): UnitId {
    return this.record.id;
  }
  @Shown.text('Its name at the moment asked about.')
  get name(): string {
    return this.record.name;
  }
  @Shown.text('The organisation’s own word for what it is: division, directorate, team.')
  get kind(): string {
    return this.record.kind;
  }
  @Shown.text('The organisation’s own key for it, such as a provider code.', maybe)
  get code(): string | null {
    return this.record.code;
  }
  @Shown.as(() => ShownUnit, 'The unit above; null at the top.', maybe)
  get parent(): ShownUnit | null {
    return this.record.parent === null ? null : ShownUnit.of(this.sight, this.record.parent);
  }
  @Shown.as(() => [ShownUnit], 'The units directly below.')
  get children(): ShownUnit[] {
    return this.sight.moment.tables.unitsByParent.of(this.record.id).flatMap((id) => ShownUnit.of(this.sight, id) ?? []);
  }
}

@ObjectType('Tenure', { description: 'Who stood in a post from when to when.' })
export class ShownTenure {
  constructor(
    private readonly sight: Sight,
    private readonly tenure: Tenure,
    readonly as: string,
  ) {}
  @Shown.as(() => ShownPerson, 'Who.')
  get person(): ShownPerson {
    return new ShownPerson(this.sight, this.tenure.person);
  }
  @Shown.day('First day.')
  get from(): string {
    return this.tenure.from;
  }
  @Shown.day('Last day; null until further notice.', maybe)
  get to(): string | null {
    return this.tenure.to;
  }
  @Shown.text('HOLDER, DEPUTY or ACTING.')
  get standing(): string {
    return this.as;
  }
}

@ObjectType('Post', { description: 'A post: goals and sides in negotiations belong to it, not to its holder.' })
export class ShownPost {
  constructor(
    readonly sight: Sight,
    readonly record: PostRecord,
  ) {}
  static of(sight: Sight, id: PostId | null | undefined): ShownPost | null {
    const record = id ? sight.moment.tables.posts.get(id) : undefined;
    return record ? new ShownPost(sight, record) : null;
  }
  @Shown.id('The post’s id.')
  get id(): PostId {
    return this.record.id;
  }
  @Shown.text('Its title.')
  get title(): string {
    return this.record.title;
  }
  @Shown.as(() => RoleWord, 'What the post is for.')
  get role(): Role {
    return this.record.role;
  }
  @Shown.flag('Whether it leads its unit.')
  get leads(): boolean {
    return this.record.leads;
  }
  @Shown.as(() => ShownUnit, 'The unit it belongs to.', maybe)
  get unit(): ShownUnit | null {
    return ShownUnit.of(this.sight, this.record.unit);
  }
  @Shown.as(() => [ShownPerson], 'Who holds it, or acts for it while it is vacant, on the day asked about.')
  get holders(): ShownPerson[] {
    return signersOn(this.record, this.sight.moment.today).map((person) => new ShownPerson(this.sight, person));
  }
  @Shown.as(() => [ShownPerson], 'Its deputies on the day asked about.')
  get deputies(): ShownPerson[] {
    return deputiesOn(this.record, this.sight.moment.today).map((person) => new ShownPerson(this.sight, person));
  }
  @Shown.flag('Nobody holds it or acts for it on the day asked about.')
  get vacant(): boolean {
    return signersOn(this.record, this.sight.moment.today).length === 0;
  }
  @Shown.as(() => ShownPost, 'The post that took over its sides and goals when it was closed.', maybe)
  get successor(): ShownPost | null {
    return ShownPost.of(this.sight, this.record.closed?.successor);
  }
  @Shown.day('The day it was closed.', maybe)
  get closedOn(): string | null {
    return this.record.closed?.on ?? null;
  }
  @Shown.as(() => [ShownTenure], 'Everybody who ever stood in it.')
  get tenures(): ShownTenure[] {
    const all = (tenures: readonly Tenure[], as: string) => tenures.map((tenure) => new ShownTenure(this.sight, tenure, as));
    return [...all(this.record.holders, 'HOLDER'), ...all(this.record.deputies, 'DEPUTY'), ...all(this.record.acting, 'ACTING')];
  }
}

@ObjectType('Calendar', { description: 'The days that differ from weekdays, weekends and England’s bank holidays.' })
export class ShownCalendar {
  constructor(private readonly settings: Settings) {}
  @Shown.as(() => [DayScalar], 'Days closed beside weekends and bank holidays.')
  get closed(): readonly string[] {
    return this.settings.closed;
  }
  @Shown.as(() => [DayScalar], 'Bank holidays worked.')
  get open(): readonly string[] {
    return this.settings.open;
  }
}

@ObjectType('ChartConvention', { description: 'How charts are drawn and judged where a measure does not choose otherwise.' })
export class ShownConvention {
  constructor(private readonly charts: ChartConvention) {}
  @Shown.as(() => PresetWord, 'Whose convention they follow.')
  get preset(): ChartConvention['preset'] {
    return this.charts.preset;
  }
  @Shown.whole('Points in a row that make a shift; null is as the preset has them.', maybe)
  get shiftPoints(): number | null {
    return this.charts.shiftPoints;
  }
  @Shown.whole('Points in a row that make a trend; null is as the preset has them.', maybe)
  get trendPoints(): number | null {
    return this.charts.trendPoints;
  }
  @Shown.whole('The version of the rules they are drawn by.')
  get rulesVersion(): number {
    return this.charts.rulesVersion;
  }
}

@ObjectType('Organisation', { description: 'The organisation one deployment is for.' })
export class ShownOrganisation {
  constructor(
    private readonly sight: Sight,
    private readonly organisation: string,
  ) {}
  @Shown.id('Its id, fixed when the log was opened.')
  get id(): string {
    return this.organisation;
  }
  @Shown.text('Its name; empty until somebody names it.')
  get name(): string {
    return settingsOf(this.sight.moment).name;
  }
  @Shown.whole('First month of its financial year, 1 to 12.')
  get financialYearStart(): number {
    return settingsOf(this.sight.moment).financialYearStart;
  }
  @Shown.as(() => ShownPost, 'The executive post that decides where no lead stands above both sides.', maybe)
  get finalArbiter(): ShownPost | null {
    return ShownPost.of(this.sight, settingsOf(this.sight.moment).finalArbiter);
  }
  @Shown.as(() => ShownCalendar, 'Which days are worked, by which reply clocks and due days are counted.')
  get calendar(): ShownCalendar {
    return new ShownCalendar(settingsOf(this.sight.moment));
  }
  @Shown.as(() => ShownConvention, 'How charts are drawn and judged where a measure does not choose otherwise.')
  get chartConvention(): ShownConvention {
    return new ShownConvention(settingsOf(this.sight.moment).charts);
  }
  @Shown.as(() => [ShownUnit], 'The units at the top; usually one.')
  get top(): ShownUnit[] {
    return this.sight.moment.tables.unitsByParent.of('').flatMap((id) => ShownUnit.of(this.sight, id) ?? []);
  }
  @Shown.position('The log position this is read at.')
  get position(): number {
    return this.sight.moment.position;
  }
}

@ObjectType('Me', { description: 'Who is signed in.' })
export class ShownMe {
  constructor(private readonly sight: Sight) {}
  @Shown.as(() => ShownPerson, 'The person.')
  get person(): ShownPerson {
    return new ShownPerson(this.sight, this.sight.reader.person);
  }
  @Shown.as(() => [ShownPost], 'The posts they stand in today.')
  get posts(): ShownPost[] {
    return [...this.sight.reader.posts].flatMap((id) => ShownPost.of(this.sight, id) ?? []);
  }
}

@ObjectType({ description: 'Units, page by page.' })
export class UnitConnection extends connectionOf(ShownUnit, 'Unit') {}
@ObjectType({ description: 'Posts, page by page.' })
export class PostConnection extends connectionOf(ShownPost, 'Post') {}
