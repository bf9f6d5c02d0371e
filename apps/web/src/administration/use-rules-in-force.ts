import { useEffect, useState } from 'react';
import { useClient, type CombinedError } from 'urql';
import { organisationStory } from './organisation-documents.js';
import { NotRead, readAll } from './read-all.js';

/** The calendar and the chart convention as they were last set; null where nobody ever set them. */
export interface RulesInForce {
  readonly calendar: { readonly closed: readonly string[]; readonly open: readonly string[]; readonly on: string } | null;
  readonly convention: {
    readonly preset: string;
    readonly shiftPoints: number | null;
    readonly trendPoints: number | null;
    readonly rulesVersion: number;
    readonly on: string;
  } | null;
}

/** Reads them out of the organisation's history: what it says last is in force. */
export const useRulesInForce = (organisation: string, times: number): { readonly data?: RulesInForce; readonly error?: CombinedError } => {
  const client = useClient();
  const [asked, setAsked] = useState<{ readonly data?: RulesInForce; readonly error?: CombinedError }>({});
  useEffect(() => {
    let wanted = true;
    const read = async (): Promise<void> => {
      try {
        const story = await readAll(client, organisationStory, { subject: organisation }, ({ history }) => history);
        const latest = (type: string): Record<string, unknown> | null => {
          const found = story.findLast((entry) => entry.type === type);
          return found ? { ...(JSON.parse(found.data) as Record<string, unknown>), on: found.on } : null;
        };
        if (wanted)
          setAsked({
            data: {
              calendar: latest('CalendarChanged') as RulesInForce['calendar'],
              convention: latest('ChartConventionChosen') as RulesInForce['convention'],
            },
          });
      } catch (error) {
        if (!(error instanceof NotRead)) throw error;
        if (wanted) setAsked({ error: error.error });
      }
    };
    void read();
    return () => {
      wanted = false;
    };
  }, [client, organisation, times]);
  return asked;
};
