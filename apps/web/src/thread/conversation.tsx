import { momentInWords } from '../words/dates.js';
import { eventInWords } from '../words/node-words.js';
import type { Thread } from './thread-documents.js';

/** Everything that was said and done, in order, with the reasons and the questions. */
export const Conversation = ({ moves }: Pick<Thread, 'moves'>) => (
  <ol className="app-conversation">
    {moves.map(({ position, event, side, round, at, text, by, post }) => (
      <li key={position} className={side === null ? undefined : `app-conversation--${side.toLowerCase()}`}>
        <p className="app-conversation__head">
          <strong>{eventInWords(event)}</strong> {post ? `${by.name}, ${post.title}` : by.name}
          <span className="app-conversation__when">
            {momentInWords(at)}, round {round}
          </span>
        </p>
        {text !== null && <p className="app-conversation__text">{text}</p>}
      </li>
    ))}
  </ol>
);
