import { useQuery } from 'urql';
import { CoverageBar } from '../aims/coverage-bar.js';
import { graphql } from '../api/graphql.js';
import { Act, reasonField } from '../shell/act.js';
import { Answer } from '../shell/states.js';
import type { AsOf } from '../shell/use-moment.js';
import { useSidePost } from '../shell/use-side-post.js';
import { whoAmI } from '../shell/who-am-i.js';
import { dayInWords } from '../words/dates.js';
import { acceptGap, chooseRollUp } from './sum-commands.js';
import { methods, methodWords } from './roll-up-words.js';

const sumsDocument = graphql(`
  query GoalSums($id: ID!, $asOf: AsOfInput) {
    goal(id: $id, asOf: $asOf) {
      id
      revision
      rollUpMethod
      owner {
        id
        title
      }
      terms {
        kind
      }
      addsUp {
        state
        because
        coverage
        need
        committed
        directed
        tentative
        gap
        keptPrivate
        gapAccepted {
          plan
          reviewOn
          voidBecause
          by {
            id
            name
          }
        }
        lines {
          thread
        }
      }
    }
  }
`);

/** Whether what serves a goal covers it, how it is judged from that, and what its owner decides about both. */
export const GoalSums = ({
  goal: id,
  asOf,
  mayChange,
  onTaken,
}: {
  readonly goal: string;
  readonly asOf: AsOf | null;
  readonly mayChange: boolean;
  readonly onTaken: () => void;
}) => {
  const [asked, ask] = useQuery({ query: sumsDocument, variables: { id, asOf } });
  const [{ data: me }] = useQuery({ query: whoAmI });
  const acting = useSidePost([asked.data?.goal?.owner?.id]);
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
    onTaken();
  };
  return (
    <Answer asked={asked} what="what serves it" retry={again}>
      {({ goal }) => {
        if (goal === null) return null;
        const { addsUp, rollUpMethod, owner, revision, terms } = goal;
        const { state, coverage, gap, gapAccepted, keptPrivate, lines } = addsUp;
        const hasGap = state === 'NOT_COMPUTABLE' || state === 'INFLUENCE' || (coverage !== null && Number(coverage) < 1);
        const isOwner = me?.me.posts.some((post) => post.id === owner?.id) ?? false;
        return (
          <section>
            <h2>Does what serves it add up?</h2>
            {lines.length === 0 ? <p>Nobody contributes to it.</p> : <CoverageBar sums={addsUp} />}
            {keptPrivate > 0 && <p className="nhsuk-hint">{keptPrivate} kept private between their sides.</p>}
            <p>{methodWords[rollUpMethod]}</p>
            {gapAccepted && (
              <p>
                Gap accepted by {gapAccepted.by.name}: {gapAccepted.plan} To be looked at again on {dayInWords(gapAccepted.reviewOn)}.
                {gapAccepted.voidBecause !== null && ` It holds no longer: ${gapAccepted.voidBecause}.`}
              </p>
            )}
            {mayChange && (
              <Act
                key={rollUpMethod}
                name="Choose how it is judged"
                document={chooseRollUp}
                fields={[
                  {
                    kind: 'choice',
                    name: 'method',
                    label: 'It is judged',
                    initial: rollUpMethod,
                    choices: methods(terms.kind === 'MEASURED'),
                  },
                  reasonField,
                ]}
                input={{ goal: id, ...acting }}
                submit="Choose"
                onTaken={again}
              />
            )}
            {mayChange && isOwner && lines.length > 0 && hasGap && (
              <Act
                name="Accept the gap"
                document={acceptGap}
                fields={[
                  { kind: 'prose', name: 'plan', label: 'What is done about it' },
                  { kind: 'day', name: 'reviewOn', label: 'It is looked at again on' },
                ]}
                input={{ goal: id, revision, ...acting }}
                submit="Accept the gap"
                onTaken={again}
              >
                <p>
                  {gap === null ? 'What serves it is not known to cover it.' : `What serves it leaves a gap of ${gap}.`} Accepted, it stays
                  visible, and holds until it grows or its day passes.
                </p>
              </Act>
            )}
          </section>
        );
      }}
    </Answer>
  );
};
