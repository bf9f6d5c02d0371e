/** What an import rests on: whether the acting post may import, and which measures the import wrote to. */
import type { Actor } from '#kernel';
import type { IntakeCommands, IntakeFacts } from '../intake/intake.commands.js';
import type { Moment } from './index.js';
import { postOf, type FactsReaders } from './planning.facts.js';

const mayImport = (moment: Moment, actor: Actor): boolean => {
  const role = postOf(moment, actor)?.role;
  return role === 'DATA_STEWARD' || role === 'ADMINISTRATOR';
};

export const intakeFacts: FactsReaders<IntakeCommands, IntakeFacts> = {
  StartImport: (moment, _input, actor) => ({ mayImport: mayImport(moment, actor) }),
  FinishImport: (moment, _input, actor) => ({ mayImport: mayImport(moment, actor) }),
  ReverseImport: (moment, _input, actor, subject) => ({
    mayImport: mayImport(moment, actor),
    measures: [...new Set(moment.tables.measuresByImport.of(subject))],
  }),
};
