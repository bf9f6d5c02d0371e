import { told, happened, thread, trust } from '#testing';
import { Bowling, type MeasureEvents } from '#strategy';
import { bowlingPicture } from './drawing.js';

const { trustAfter, committed, figures } = told;
const share = (unitOfMeasure: string) =>
  happened<MeasureEvents>('measure', 'share', {
    type: 'MeasureDefined',
    data: {
      unit: 'medicine-unit',
      definition: { ...trust.fallsDefinition, code: 'share', kind: 'PROPORTION', overTime: 'RATIO', overUnits: 'RATIO', unitOfMeasure },
    },
  });
const offer = thread.offerOf({ measured: { ...thread.firstOffer.measured!, measure: 'share', jop: '0.29', target: '0.1' } });

describe('The picture of a year', () => {
  const drawn = (unit: string): string => {
    const moment = trustAfter(share(unit), committed('g', { offer }), figures('share', { '2026-04': [7, 100] })).now('2026-05-20');
    return bowlingPicture(moment, 'Medicine', new Bowling(moment, moment, null).ofGoal('g')!, { width: 1280, grey: false });
  };

  it('writes a proportion in per cent where that is its unit, as the chart of the measure does', () => {
    expect(drawn('%')).toContain('from 29 to 10. The latest figure, for April 2026, is 7% against a plan of 26.1%.');
    expect(drawn('share of attendances')).toContain('from 0.29 to 0.1. The latest figure, for April 2026, is 0.07 share of attendances');
  });
});
