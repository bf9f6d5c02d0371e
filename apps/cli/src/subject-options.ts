import { InvalidArgumentError, Option } from 'commander';
import { Trouble, type AsOf } from '#cqrs';
import { isDay, type Moment, type ParentRef } from '#strategy';
import { find } from './naming.js';
import { WrongUse } from './terminal.js';

/** What a command can be about: exactly one of those it takes. */
export interface SubjectOption {
  readonly unit?: string;
  readonly post?: string;
  readonly aim?: string;
  readonly goal?: string;
}

const momentIn = (text: string): AsOf => {
  if (/^\d{1,15}$/.test(text)) return { position: Number(text) };
  if (isDay(text)) return { day: text };
  throw new InvalidArgumentError('Write a day such as 2026-04-30, or the number of an event.');
};

/** An option that takes a moment: a day, or the number of an event. */
export const momentOption = (flags: string, description: string): Option => new Option(flags, description).argParser(momentIn);

export const asOfOption = (): Option => momentOption('--as-of <moment>', 'a day or the number of an event (default: now)');

/** The one thing that is named; throws {@link WrongUse} where it is none, or several. */
export const onlyOne = (options: SubjectOption, names: readonly (keyof SubjectOption)[]): readonly [keyof SubjectOption, string] => {
  const named = names.flatMap((name): (readonly [keyof SubjectOption, string])[] =>
    options[name] === undefined ? [] : [[name, options[name]]],
  );
  if (named.length !== 1) throw new WrongUse(`name one of ${names.map((name) => `--${name}`).join(', ')}`);
  return named[0]!;
};

/** An aim by its id, key or statement, a goal by its id; throws {@link Trouble} `NoSuchThing`. */
export const aimOrGoal = (
  { tables }: Moment,
  name: 'aim' | 'goal',
  words: string,
  organisation: string,
): ParentRef & { readonly kind: 'AIM' | 'GOAL'; readonly title: string } => {
  if (name === 'aim') {
    const { id, terms } = find(tables.aims.values(), 'aim', words, organisation, (aim) => [aim.terms.statement]);
    return { kind: 'AIM', id, title: terms.statement };
  }
  const goal = tables.goals.get(words);
  if (!goal) throw new Trouble('NoSuchThing', `there is no goal ${words} at that moment: name its id`, { goal: words });
  return { kind: 'GOAL', id: goal.id, title: goal.terms.statement };
};
