import type { Assurance, Variation } from '#spc';

type Course = 'improvement' | 'concern' | 'common' | 'neutral';

const courseOf = (variation: Variation): Course => {
  switch (variation) {
    case 'improvement_high':
    case 'improvement_low':
      return 'improvement';
    case 'concern_high':
    case 'concern_low':
      return 'concern';
    case 'neutral_high':
    case 'neutral_low':
      return 'neutral';
    case 'common_cause':
      return 'common';
  }
};

const failing: Readonly<Record<Course, string>> = {
  concern: 'Act on the process first: it worsens, and it misses its target.',
  improvement: 'Keep going: it improves, and the target is not within reach yet.',
  common: 'The system itself must change: as it is, it will go on missing its target.',
  neutral: 'Find out what changed: as it is, the process will go on missing its target.',
};
const passing: Readonly<Record<Course, string>> = {
  concern: 'Find the cause before it fails: it meets its target and worsens.',
  improvement: 'Learn from it: it meets its target and improves.',
  common: 'Leave it alone: it meets its target, and nothing has changed.',
  neutral: 'Find out what changed: it still meets its target.',
};
const wavering: Readonly<Record<Course, string>> = {
  concern: 'Meeting the target is chance, and it worsens: find the cause.',
  improvement: 'Meeting the target is chance, and it improves: keep going.',
  common: 'Meeting the target is chance: only a change of the process will make it sure.',
  neutral: 'Meeting the target is chance, and something has changed: find out what.',
};
const untargeted: Readonly<Record<Course, string>> = {
  concern: 'It worsens: find the cause. No target is judged.',
  improvement: 'It improves: learn from it. No target is judged.',
  common: 'Nothing has changed. No target is judged.',
  neutral: 'Something has changed: find out what. No target is judged.',
};

/** What variation and assurance together ask of whoever answers for a measure, as a sentence. */
export const readingOf = (variation: Variation | null, assurance: Assurance | null): string => {
  if (variation === null) return 'Not enough data to judge yet.';
  const course = courseOf(variation);
  switch (assurance) {
    case 'consistent_fail':
      return failing[course];
    case 'consistent_pass':
      return passing[course];
    case 'inconsistent':
      return wavering[course];
    case null:
      return untargeted[course];
  }
};
