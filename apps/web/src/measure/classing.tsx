import { useState } from 'react';
import { Act, reasonField } from '../shell/act.js';
import { UnitField } from '../shell/found-field.js';
import { useSidePost } from '../shell/use-side-post.js';
import { classMeasure } from './decision-commands.js';
import type { Measure } from './measure-documents.js';

/** Says that a unit drives a measure, or only watches it. */
export const Classing = ({ measure, onTaken }: { readonly measure: Measure; readonly onTaken: () => void }) => {
  const acting = useSidePost([measure.steward?.id]);
  const [chosen, choose] = useState<{ readonly id: string; readonly name: string } | null>(null);
  const unit = chosen ?? measure.unit;
  return (
    <Act
      name="Say who drives or watches it"
      document={classMeasure}
      fields={[
        {
          kind: 'choice',
          name: 'class',
          label: 'It',
          choices: [
            ['DRIVER', 'drives it: works on it actively, one of at most seven'],
            ['WATCH', 'watches it'],
          ],
        },
        reasonField,
      ]}
      input={{ measure: measure.id, unit: unit?.id ?? '', ...acting }}
      submit="Say so"
      onTaken={onTaken}
    >
      <UnitField unit={unit} onChange={choose} />
    </Act>
  );
};
