import { dayInWords } from '../words/dates.js';
import { DayBar } from './day-bar.js';
import { useMoment, type AsOf } from './use-moment.js';

/** A past moment, in words. */
export const asItStood = (moment: AsOf): string =>
  `As it stood ${'day' in moment ? `at the end of ${dayInWords(moment.day)}` : `after event ${moment.position}`}`;

/** Says of which moment a screen is, leads to another one, and back to now. */
export const MomentBar = () => {
  const moment = useMoment();
  return <DayBar name="asOf" label="As it stood on" past={moment && `${asItStood(moment)}.`} back="Back to now" />;
};
