import { told, happened, thread, trust } from '#testing';
import { addPeriods, Bowling, scorecard, type ChartQuestion, type MeasureDefinition, type MeasureEvents, type Moment } from '#strategy';
import { bowlingPicture, chartPicture, scorecardOf } from './drawing.js';

const { trustAfter, committed, figures } = told;
const share = (unitOfMeasure: string, changes: Partial<MeasureDefinition> = {}) =>
  happened<MeasureEvents>('measure', 'share', {
    type: 'MeasureDefined',
    data: {
      unit: 'medicine-unit',
      definition: {
        ...trust.fallsDefinition,
        code: 'share',
        kind: 'PROPORTION',
        overTime: 'RATIO',
        overUnits: 'RATIO',
        unitOfMeasure,
        ...changes,
      },
    },
  });
const offer = thread.offerOf({ measured: { ...thread.firstOffer.measured!, measure: 'share', jop: '0.29', target: '0.1' } });

describe('A picture', () => {
  it('says as of when it is, in print and in its text: a paper lies on tables for years', () => {
    const { now, asOf, log } = trustAfter(committed('g'), figures('falls', { '2026-04': '18', '2026-05': '17' }));
    const drawing = { width: 1280, grey: false };
    const chart = (moment: Moment, question: ChartQuestion = {}): string => {
      const drawn = chartPicture(moment, moment.tables.measures.get('falls')!, question, drawing);
      if ('problem' in drawn) throw new Error(drawn.problem);
      return drawn.picture;
    };
    const moment = now('2026-06-20');
    const stood = `As it stood on 20 June 2026, after event ${log.length} of the record.`;
    const year = bowlingPicture(moment, 'Medicine', new Bowling(moment, moment, null).ofGoal('g')!, drawing);
    for (const picture of [chart(moment), year, scorecardOf(moment, 'Medicine', scorecard(moment, 'medicine-unit')!, drawing)])
      expect(picture.split(stood)).toHaveLength(3);
    expect(chart(moment, { figures: 'PUBLISHED' })).toContain(`Figures as published. ${stood}`);
    expect(chart(moment, { known: asOf(log.length - 1, '2026-05-20') })).toContain(
      `Figures as they stood on 20 May 2026, after event ${log.length - 1} of the record; settings, targets and rules on 20 June 2026, after event ${log.length} of the record.`,
    );
  });
});

describe('The picture of a year', () => {
  const drawn = (unit: string): string => {
    const moment = trustAfter(share(unit), committed('g', { offer }), figures('share', { '2026-04': [7, 100] })).now('2026-05-20');
    return bowlingPicture(moment, 'Medicine', new Bowling(moment, moment, null).ofGoal('g')!, { width: 1280, grey: false });
  };

  it('writes a proportion in per cent, as the chart of the measure does', () => {
    expect(drawn('%')).toContain('from 29 to 10. The latest figure, for April 2026, is 7% against a plan of 26.1%.');
    expect(drawn('share of attendances')).toContain(
      'from 29 to 10. The latest figure, for April 2026, is 7% of attendances against a plan of 26.1% of attendances.',
    );
  });
});

describe('The picture of a scorecard', () => {
  it('writes a proportion in per cent too', () => {
    const moment = trustAfter(share('share of attendances'), figures('share', { '2026-04': [7, 100] })).now('2026-05-20');
    const drawn = scorecardOf(moment, 'Medicine', scorecard(moment, 'medicine-unit')!, { width: 1280, grey: false });
    expect(drawn).toContain('7% of attendances for April 2026');
  });
});

describe('A proportion on a picture', () => {
  it('is in per cent in its range and in the words of its icons too', () => {
    const months = Object.fromEntries(
      Array.from({ length: 14 }, (_, index) => [
        addPeriods('MONTH', '2025-04', index),
        [index === 13 ? 90 : 7 + (index % 3), 100] as const,
      ]),
    );
    const moment = trustAfter(
      share('%', { direction: { kind: 'RANGE', lo: '0.05', hi: '0.1' } }),
      committed('g', { offer }),
      figures('share', months),
    ).now('2026-06-20');
    const drawing = { width: 1280, grey: false };
    const year = bowlingPicture(moment, 'Medicine', new Bowling(moment, moment, null).ofGoal('g')!, drawing);
    expect(year).toContain('between 5 and 10 is right');
    for (const picture of [year, scorecardOf(moment, 'Medicine', scorecard(moment, 'medicine-unit')!, drawing)]) {
      expect(picture).toContain('Special cause variation through higher values, where neither direction is better.');
      expect(/<desc>(.*)<\/desc>/.exec(picture)![1]).not.toMatch(/\b0\.\d/);
    }
  });
});
