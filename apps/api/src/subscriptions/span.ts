import type { ViewHost } from '#cqrs';
import {
  TouchedTree,
  TouchedWork,
  readerOf,
  seesGoal,
  type Moment,
  type PersonId,
  type Reader,
  type Shapes,
  type WorkTouch,
} from '#strategy';

/** Who asks at the end of a span, and whether that is somebody else than it was at its beginning. */
interface Standing {
  readonly reader: Reader;
  readonly rightsChanged: boolean;
}

const isSame = (one: Reader, other: Reader): boolean =>
  one.isAuditor === other.isAuditor &&
  one.isCoach === other.isCoach &&
  one.posts.size === other.posts.size &&
  [...one.posts].every((post) => other.posts.has(post));

/** What happened after one position and up to the present, worked out once for everybody who asks. */
export class Span {
  readonly earlier: Moment;
  private touchedTree: TouchedTree | undefined;
  private touchedWork: TouchedWork | undefined;
  private readonly standings = new Map<PersonId, Standing>();

  constructor(
    readonly from: number,
    readonly now: Moment,
    views: ViewHost<Shapes>,
    private readonly touches: (from: number) => Iterable<WorkTouch>,
  ) {
    this.earlier = from === 0 ? { ...views.asOf({ position: 1 }), position: 0, tables: views.before() } : views.asOf({ position: from });
  }

  get tree(): TouchedTree {
    return (this.touchedTree ??= new TouchedTree(this.earlier, this.now));
  }

  get work(): TouchedWork {
    return (this.touchedWork ??= new TouchedWork(this.earlier, this.now, this.touches(this.from)));
  }

  /** What was recorded of measures, and of goals that the reader may see: figures, definitions, charts, promises. */
  recordedFor(reader: Reader, of: ReadonlySet<string> | null): readonly string[] {
    const told = new Set<string>();
    for (const { about, subject } of this.touches(this.from)) {
      if (of !== null && !of.has(subject)) continue;
      if (about === 'MEASURE' || (about === 'GOAL' && seesGoal(reader, this.now, subject))) told.add(subject);
    }
    return [...told];
  }

  /** A person's rights are those of the present. */
  standing(person: PersonId): Standing {
    const known = this.standings.get(person);
    if (known) return known;
    const reader = readerOf(this.now, person);
    const standing = { reader, rightsChanged: !isSame(reader, readerOf(this.earlier, person)) };
    this.standings.set(person, standing);
    return standing;
  }
}
