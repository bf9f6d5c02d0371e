import type { AsOf } from '../shell/use-moment.js';
import { usePages } from '../shell/use-pages.js';
import { useWhole } from '../shell/use-whole.js';
import { unitsDocument } from './units-documents.js';

/** Every unit there is at a moment, by name, as far as they are read: page by page to the last one. */
export const useUnits = (asOf: AsOf | null) => useWhole(usePages(unitsDocument, { asOf }, (data) => data.units)).data?.nodes ?? [];
