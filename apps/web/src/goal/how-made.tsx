import { Link, useLocation } from 'react-router';
import { useQuery } from 'urql';
import { Disclosed } from '../shell/disclosed.js';
import { Answer } from '../shell/states.js';
import { useMoment } from '../shell/use-moment.js';
import { figureInWords } from '../words/figures.js';
import { aimExplained, goalExplained, type Explanation } from './goal-documents.js';

const perCent = (part: number): string => figureInWords(part, 'PROPORTION');

/** Where a number lies while something it is made of is not known. */
const intervalOf = ({ rollUp: { value, low, high, clamped } }: Explanation): string | null => {
  const held = clamped ? ' Children below 0 or above 100% were held there inside the average.' : '';
  if (value !== null) return held === '' ? null : held.trim();
  if (low === null || high === null) return null;
  return `Something it is made of is not known: it lies between ${perCent(low)} and ${perCent(high)}.${held}`;
};

const Said = ({ explanation }: { readonly explanation: Explanation }) => {
  const { search } = useLocation();
  const { sentences, ownSentences, activitySentence, watermelonSentence, children } = explanation;
  const interval = intervalOf(explanation);
  return (
    <>
      <ol className="app-how">
        {[...ownSentences, ...sentences, ...(interval === null ? [] : [interval]), activitySentence].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
      {watermelonSentence !== null && <p className="app-overdue">{watermelonSentence}</p>}
      {children.length > 0 && (
        <>
          <p>Made of, or left out of it:</p>
          <ul className="app-how">
            {children.map(({ goal, name, sentence, explains }) => (
              <li key={goal}>
                <Link to={`/goals/${goal}${search}`}>{name}</Link>{' '}
                {sentence.startsWith(name) ? sentence.slice(name.length).trimStart() : sentence}
                {explains && <HowMade kind="GOAL" id={goal} name={`How the number of ${name} was made`} />}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};

const OfGoal = ({ id }: { readonly id: string }) => {
  const asOf = useMoment();
  const [asked, ask] = useQuery({ query: goalExplained, variables: { id, asOf } });
  return (
    <Answer asked={asked} what="how it was made" retry={() => ask({ requestPolicy: 'network-only' })}>
      {({ goal }) => (goal ? <Said explanation={goal.achievement.explain} /> : <p>It was not there yet at this moment.</p>)}
    </Answer>
  );
};

const OfAim = ({ id }: { readonly id: string }) => {
  const asOf = useMoment();
  const [asked, ask] = useQuery({ query: aimExplained, variables: { id, asOf } });
  return (
    <Answer asked={asked} what="how it was made" retry={() => ask({ requestPolicy: 'network-only' })}>
      {({ aim }) => (aim ? <Said explanation={aim.achievement.explain} /> : <p>It was not there yet at this moment.</p>)}
    </Answer>
  );
};

/** How far an aim or goal has come, sentence by sentence, down to the goals it is made of. Asked for when it is opened. */
export const HowMade = ({
  kind,
  id,
  name = 'How was this number made?',
}: {
  readonly kind: 'AIM' | 'GOAL';
  readonly id: string;
  readonly name?: string;
}) => <Disclosed name={name}>{kind === 'AIM' ? <OfAim id={id} /> : <OfGoal id={id} />}</Disclosed>;
