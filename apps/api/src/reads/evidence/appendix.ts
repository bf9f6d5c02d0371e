/** The record: the events the pack rests on with their hashes, the seal that covers them, and how anybody can check both. */
import type { StoredEvent } from '../../record/stored-events.js';
import { aboutOf } from './event-words.js';
import { facts, html, list, type Html } from './html.js';
import { dayOf, timeCell, timeOf } from './naming.js';
import type { Pack } from './pack-of.js';
import { packLimits } from './story.js';

const eventRow = (pack: Pack, { event, header, eventHash }: StoredEvent): Html =>
  html`<tr id="e${event.ordinal}">
    <th scope="row" class="figures">${event.ordinal}</th>
    <td>${timeCell(event.at)}</td>
    <td>${header.type}</td>
    <td>${aboutOf(pack, event)}</td>
    <td>${pack.naming.by(event.meta.actor)}</td>
    <td><code>${eventHash}</code></td>
  </tr> `;

const eventsTable = (pack: Pack): Html => {
  const { events, story } = pack;
  if (events.length === 0) return html`<p>No event of it is this reader’s to see.</p>`;
  const caption = 'Events in the order of the record';
  return html`${
      story.eventsLeftOut > 0
        ? html`<p class="note">
            ${story.eventsLeftOut} further events, figures of measures, had no room among the ${packLimits.events} listed; an export has
            them all.
          </p>`
        : null
    }
    <div class="wide" role="region" tabindex="0" aria-label="${caption}">
      <table class="log">
        <caption>
          ${caption}
        </caption>
        <thead>
          <tr>
            <th scope="col" class="figures">Position</th>
            <th scope="col">Recorded</th>
            <th scope="col">Event</th>
            <th scope="col">About</th>
            <th scope="col">By</th>
            <th scope="col">Hash of the event</th>
          </tr>
        </thead>
        <tbody>
          ${events.map((each) => eventRow(pack, each))}
        </tbody>
      </table>
    </div> `;
};

const rest = 'What was recorded after it has only its numbering and its hashes, until the next seal.';

const sealed = ({ seal, events }: Pack): Html => {
  const first = events[0]?.event.ordinal;
  const last = events.at(-1)?.event.ordinal;
  if (first === undefined || last === undefined) return html`<p>There is nothing a seal could cover.</p>`;
  if (!seal)
    return html`<p class="note">
      No seal covers positions ${first} to ${last} yet: the record can be checked against itself, and against nothing that left the service.
      Ask for a pack again once a seal was placed, and keep the seal elsewhere.
    </p>`;
  const shape = facts([
    ['Seal', html`<code class="seal">${seal.printed}</code>`],
    ['Covers', `positions 1 to ${seal.ordinal}`],
    ['Placed', timeOf(seal.at)],
    ['Digest of the chain there', html`<code>${seal.digest}</code>`],
  ]);
  return seal.ordinal >= last
    ? html`${shape}
        <p>
          It covers every event listed in this pack. Keep it where nobody who runs the service can alter it: in minutes, in a letter, in
          another system.
        </p>`
    : html`${shape}
        <p class="note">
          It covers the events up to position ${seal.ordinal}; no seal covers the listed ones after it, up to ${last}, yet. ${rest}
        </p>`;
};

const byHand = ({ events }: Pack): Html | null => {
  const chosen = events.at(-1);
  if (!chosen) return null;
  const { stream, version, id, type, schema, recordedAt } = chosen.header;
  const lines = ['hoshin-event-1', stream, version, id, type, schema, recordedAt, chosen.dataDigest, chosen.metaDigest];
  return html`<h4>One event by hand</h4>
    <p>
      The hash of event ${chosen.event.ordinal} is the SHA-256 of nine lines: what kind of hash it is, the event’s stream, its number there,
      its id, its type, the number of its shape, when it was recorded, and the SHA-256 of its two texts as they were stored. In an export
      both texts stand in the event’s line; <code>printf '%s' 'the text' | sha256sum</code> gives their digests.
    </p>
    <pre>
printf '%s\\n' ${lines.join(' \\\n  ')} | sha256sum
${chosen.eventHash}</pre> `;
};

const verifying = (pack: Pack): Html =>
  html`<h3>How to check it</h3>
    <ol>
      <li>Ask for an export of the record, <code>hoshin export</code>; whoever has it needs no service and no account.</li>
      <li>
        Run <code>hoshin verify</code> on
        it${pack.seal ? html` with the seal: <code>hoshin verify --seal ${pack.seal.printed}</code>` : html` with a seal from elsewhere, <code>--seal</code>, as soon as there is one`}.
        It works out every hash and the chain anew, and names the first position that is not what was sealed.
      </li>
      <li>Compare positions and hashes in the table below with those of the export.</li>
    </ol>
    ${byHand(pack)}
    <h3>What none of this can prove</h3>
    ${list([
      'That what was written is true, and that nothing happened which nobody wrote down.',
      'Who sat at the keyboard: an event names the person who had signed in; it carries no signature of their own.',
      'That the clock of the service was right; only that recorded times never run backwards.',
      'Anything about events after the last seal that left the service: whoever can rewrite the whole log can give it new hashes.',
      'This document itself: it is a reading of the record. Where the two differ, the record holds; where only the document is at hand, the seal and the hashes say which record to ask for.',
    ])}`;

export const appendix = (pack: Pack): Html => {
  const { events, moment } = pack;
  return html`<p>
      ${events.length} events carry what stands in this pack, out of ${moment.position} in the record on ${dayOf(moment.today)}. Nothing in
      the record is ever altered or deleted: a correction is a further event.
    </p>
    <h3 id="seal">The seal</h3>
    ${sealed(pack)}${verifying(pack)}
    <h3>The events</h3>
    ${eventsTable(pack)}`;
};
