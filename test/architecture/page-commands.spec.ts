import { buildSchema } from 'graphql';
import { commandsOfPage, documentsIn, mutationsIn, pageFiles, type PageDocument } from '../web/page-documents.js';
import { textOf } from './house-files.js';

const noForm = 'it is sent from the console so far, and has no form yet';

/** What GraphQL can be told and the page cannot, each with its reason. */
const withoutForm: Readonly<Record<string, string>> = {
  acceptGap: noForm,
  chooseChart: noForm,
  chooseRollUp: noForm,
  classMeasure: noForm,
  clearBaseline: noForm,
  closePeriod: noForm,
  defineMeasure: noForm,
  draftTrueNorth: noForm,
  dropAim: noForm,
  publishChart: noForm,
  putTrueNorthInForce: noForm,
  redefineMeasure: noForm,
  reopenPeriod: noForm,
  retireObjective: noForm,
  retryDebt: noForm,
  reviseAim: noForm,
  reviseObjective: noForm,
  reweightLink: noForm,
  setBaseline: noForm,
  setObjective: noForm,
  withdrawObservation: noForm,
};

const mutations = Object.keys(buildSchema(textOf('apps/api/src/graphql/schema.graphql')).getMutationType()!.getFields());

const sendable = new Set(commandsOfPage.flatMap(mutationsIn));

/** How often a document is spoken of, the place that writes it aside. */
const usesOf = ({ name }: PageDocument): number =>
  pageFiles.reduce((uses, { text }) => uses + (text.match(new RegExp(`\\b${name}\\b(?!(?: =|:) graphql)`, 'g')) ?? []).length, 0);

describe('The page', () => {
  it('has a form for every command, or there is a reason why it has none', () => {
    expect(mutations.filter((name) => !sendable.has(name) && withoutForm[name] === undefined)).toEqual([]);
  });

  it('is excused from no command that it sends, nor from one that is not there', () => {
    expect(Object.keys(withoutForm).filter((name) => sendable.has(name) || !mutations.includes(name))).toEqual([]);
  });

  it('writes no command that nothing sends', () => {
    expect(commandsOfPage.filter((document) => usesOf(document) === 0).map(({ name, file }) => `${file}: ${name}`)).toEqual([]);
  });

  it('would be found to write a command beside its forms', () => {
    const text = 'export const close = graphql(\n  `mutation Close { closeGoal { __typename } }`)';
    expect(documentsIn('one.ts', text).flatMap(mutationsIn)).toEqual(['closeGoal']);
    expect(usesOf({ name: 'closeNowhere', text: '', file: 'one.ts' })).toBe(0);
  });
});
