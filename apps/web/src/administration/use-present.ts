import { useEffect, useState } from 'react';
import { useClient, type Client, type CombinedError } from 'urql';
import { today } from '../words/dates.js';
import type { KnownMeasure } from './figure-rules.js';
import type { Present, Standing } from './figure-sheet.js';
import { allMeasures, figuresOf, importsSoFar, organisationId } from './import-documents.js';
import { NotRead, readAll } from './read-all.js';

/** Lists read at once. */
const atOnceMax = 6;

/** What an import is held against. */
export interface Known extends Present {
  readonly organisation: string;
  readonly imports: readonly { readonly id: string; readonly finishedAt: string | null; readonly reversedBecause: string | null }[];
}

const measuresNamed = async (client: Client, codes: ReadonlySet<string>): Promise<ReadonlyMap<string, KnownMeasure>> => {
  const all = await readAll(client, allMeasures, {}, ({ measures }) => measures);
  const named = all.flatMap(({ code, overTime, overUnits, closed, ...rest }): (readonly [string, KnownMeasure])[] =>
    code !== null && codes.has(code)
      ? [[code, { ...rest, code, inParts: overTime === 'RATIO' || overUnits === 'RATIO', closed: new Set(closed) }]]
      : [],
  );
  return new Map(named);
};

const readKnown = async (client: Client, codes: ReadonlySet<string>): Promise<Known> => {
  const [measures, imports, about] = await Promise.all([
    measuresNamed(client, codes),
    readAll(client, importsSoFar, {}, (data) => data.imports),
    client.query(organisationId, {}).toPromise(),
  ]);
  if (!about.data) throw new NotRead(about.error!);
  const standing = new Map<string, ReadonlyMap<string, Standing>>();
  const waiting = measures.values();
  const worker = async (): Promise<void> => {
    for (const { id, code } of waiting) {
      const figures = await readAll(client, figuresOf, { measure: id }, ({ observations }) => observations);
      standing.set(code, new Map(figures.map(({ period, ...figure }) => [period, figure])));
    }
  };
  await Promise.all(Array.from({ length: atOnceMax }, worker));
  return { measures, standing, today: today(), imports, organisation: about.data.organisation.id };
};

/** Reads what is in the record of the measures with these codes; nothing while there are none. */
export const useKnown = (codes: ReadonlySet<string> | null, times: number): { readonly data?: Known; readonly error?: CombinedError } => {
  const client = useClient();
  const [asked, setAsked] = useState<{ readonly data?: Known; readonly error?: CombinedError; readonly of?: ReadonlySet<string> }>({});
  useEffect(() => {
    if (codes === null) return;
    let wanted = true;
    readKnown(client, codes).then(
      (data) => wanted && setAsked({ data, of: codes }),
      (error: unknown) => {
        if (!(error instanceof NotRead)) throw error;
        if (wanted) setAsked({ error: error.error, of: codes });
      },
    );
    return () => {
      wanted = false;
    };
  }, [client, codes, times]);
  return asked.of === codes ? asked : {};
};
