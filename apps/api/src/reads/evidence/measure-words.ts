import { assuranceSentence, variationSentence } from '#pictures';
import type { Judgement, MeasureRecord } from '#strategy';

/**
 * What the icons of a measure say. The engine's own sentences name figures as they are stored: for a share, which is
 * written in per cent, those that name none stand for them, but where they say how many points are still wanting.
 */
export const iconWords = (
  { definition }: MeasureRecord,
  { variation, assurance, variationText, assuranceText }: Pick<Judgement, 'variation' | 'assurance' | 'variationText' | 'assuranceText'>,
): readonly [variation: string, assurance: string] =>
  definition.kind === 'PROPORTION' && variation !== null
    ? [variationSentence(variation), assuranceSentence(assurance)]
    : [variationText, assuranceText];
