import { dayInWords, periodInWords } from '../words/dates.js';
import { measuredInWords, statedInWords } from '../words/figures.js';
import type { Offer } from './thread-documents.js';

/** One line of an offer: what it is called, what it says, and the fields it is made of. */
export interface OfferLine {
  readonly name: string;
  readonly says: string;
  /** Beginnings of the field names whose difference marks the line. */
  readonly fields: readonly string[];
}

const resourceWords = { WTE: 'whole-time equivalents', MONEY: 'pounds', SUPPORT: 'support' } as const;
const amountOf = ({ kind, amount, text }: { kind: keyof typeof resourceWords; amount: string | null; text: string }): string =>
  kind === 'SUPPORT' ? text : `${amount ?? ''} ${resourceWords[kind]}: ${text}`.trim();
const listed = (items: readonly string[]): string => items.join('\n');

/** An offer line by line, in the order people read one; what it does not speak of has no line. */
export const offerLines = (offer: Offer): OfferLine[] => {
  const { measured, contribution } = offer;
  const figure = (stated: string): string => measuredInWords(stated, measured?.measure ?? null);
  const line = (name: string, says: string | null | undefined, ...fields: string[]): OfferLine[] => (says ? [{ name, says, fields }] : []);
  return [
    ...line('Statement', offer.statement, 'statement', 'kind'),
    ...line('Measure', measured?.measure?.name, 'measured.measure'),
    ...line(
      'From',
      measured &&
        `${figure(measured.jop)} in ${periodInWords(measured.jopFrom)}${measured.jopFrom === measured.jopTo ? '' : ` to ${periodInWords(measured.jopTo)}`}`,
      'measured.jop',
      'measured.jopFrom',
      'measured.jopTo',
    ),
    ...line(
      'Target',
      measured && `${figure(measured.target)}${measured.maintain ? ', maintained' : ''}`,
      'measured.target',
      'measured.maintain',
    ),
    ...line(
      'Tolerance',
      measured && measured.tolerance !== '0' ? statedInWords(measured.tolerance, measured.measure?.kind ?? '') : null,
      'measured.tolerance',
    ),
    ...line('Milestones', listed(offer.milestones.map(({ text, due }) => `${text}, by ${dayInWords(due)}`)), 'milestones'),
    ...line('Baseline by', offer.baselineBy && dayInWords(offer.baselineBy), 'baselineBy'),
    ...line('Due', dayInWords(offer.due), 'due'),
    ...line(
      'Contributes',
      contribution && `${statedInWords(contribution.amount, '')}${contribution.conversion ? ` (${contribution.conversion})` : ''}`,
      'contribution',
      'share',
    ),
    ...line('Means', listed(offer.means), 'means'),
    ...line('Resources asked', listed(offer.resourcesAsked.map(amountOf)), 'resourcesAsked'),
    ...line(
      'Resources granted',
      listed(
        offer.resourcesGranted.map(
          (grant) => `${amountOf(grant)}, by ${dayInWords(grant.deliverBy)}, from ${grant.fundedBy?.title ?? 'a former post'}`,
        ),
      ),
      'resourcesGranted',
    ),
    ...line(
      'Conditions',
      listed(offer.conditions.map(({ text, due, owner }) => `${text}, by ${dayInWords(due)}, ${owner?.title ?? 'a former post'}`)),
      'conditions',
    ),
    ...line('Confidence', `${offer.confidence} of 5`, 'confidence'),
  ];
};

/** Whether a line differs from the offer before it. */
export const isChanged = ({ fields }: OfferLine, differences: readonly { readonly field: string }[]): boolean =>
  differences.some(({ field }) => fields.some((begins) => field === begins || field.startsWith(`${begins}.`)));
