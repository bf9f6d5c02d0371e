/** Every rule there is: adding one is a file and a line here. */
import { agreedInRoundOne } from './agreed-in-round-one.js';
import { baselineMoved } from './baseline-moved.js';
import { definitionChanged } from './definition-changed.js';
import { droppedLate } from './dropped-late.js';
import type { IntegrityRule } from './integrity-rule.js';
import { lateEditsOfMisses } from './late-edits.js';
import { limitsRecalculated } from './limits-recalculated.js';
import { targetLowered } from './target-lowered.js';
import { weightMovedOff } from './weight-moved.js';

export const integrityRules: readonly IntegrityRule[] = [
  targetLowered,
  weightMovedOff,
  limitsRecalculated,
  definitionChanged,
  baselineMoved,
  lateEditsOfMisses,
  droppedLate,
  agreedInRoundOne,
];
