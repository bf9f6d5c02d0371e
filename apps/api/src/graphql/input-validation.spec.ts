import 'reflect-metadata';
import { Trouble } from '#cqrs';
import { AskQuestionInput, CounterOfferInput } from '../catchball/catchball.graphql.js';
import { InputValidation, type InputProblem } from './input-validation.js';

const commandId = '0b0e7a1c-4f5d-4c39-9a43-2f1f7c8d9e10';
const question = { commandId, thread: 't1', round: 1, question: 'With whose staff?' };
const offer = {
  statement: 'Fewer falls with harm',
  kind: 'MILESTONE',
  milestones: [{ text: 'Every ward has a falls lead', due: '2026-09-30' }],
  due: '2027-03-31',
  share: '1',
  weight: '1',
  link: { kind: 'CONTRIBUTES' },
  means: ['Huddles'],
  resourcesAsked: [],
  resourcesGranted: [],
  dependencies: [],
  conditions: [],
  confidence: 3,
  rationale: 'The wards have the leads already',
};
const counter = { commandId, thread: 't1', round: 1, parentRevision: 1, offer, rationale: 'One ward less' };

const pipe = new InputValidation();
const check = <Input>(type: new () => Input, value: unknown): Input =>
  pipe.transform(value, { type: 'body', metatype: type, data: 'input' }) as Input;
const problems = (type: new () => unknown, value: unknown): readonly InputProblem[] => {
  try {
    check(type, value);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(Trouble);
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT' });
    return (error as Trouble).fields['problems'] as InputProblem[];
  }
};

describe('An input', () => {
  it('that is as allowed comes through as its class, whole', () => {
    const input = check(CounterOfferInput, counter);
    expect(input).toBeInstanceOf(CounterOfferInput);
    expect(JSON.parse(JSON.stringify(input))).toEqual(counter);
  });

  it('may leave out what is optional, or say null', () => {
    expect(problems(AskQuestionInput, { ...question, actingPost: null })).toEqual([]);
    expect(problems(CounterOfferInput, { ...counter, replyBy: null, offer: { ...offer, contribution: null } })).toEqual([]);
  });

  it.each([
    ['a command id that is no UUID', { commandId: 'one' }, 'commandId', '"one"', 'UUID'],
    ['an id with a space', { thread: 't 1' }, 'thread', '"t 1"', 'letters, digits'],
    ['a round of nothing', { round: 0 }, 'round', '0', 'whole number from 1'],
    ['half a round', { round: 1.5 }, 'round', '1.5', 'whole number from 1'],
    ['an empty text', { question: '' }, 'question', '""', '1 to 2,000 characters'],
    ['a text of blanks', { question: ' \n\t ' }, 'question', '" \\n\\t "', '1 to 2,000 characters'],
    ['an empty acting post', { actingPost: '' }, 'actingPost', '""', 'letters, digits'],
  ])('with %s is refused, named by field, value and what is allowed', (_what, change, field, value, allowed) => {
    expect(problems(AskQuestionInput, { ...question, ...change })).toEqual([{ field, value, allowed: expect.stringContaining(allowed) }]);
  });

  it('names a field deep inside by its whole path', () => {
    const milestones = [offer.milestones[0], { text: '', due: '2026-09-30' }];
    expect(problems(CounterOfferInput, { ...counter, offer: { ...offer, milestones } })).toEqual([
      { field: 'offer.milestones[1].text', value: '""', allowed: 'text of 1 to 2,000 characters' },
    ]);
  });

  it('repeats a megabyte of text by its beginning only', () => {
    const [problem] = problems(AskQuestionInput, { ...question, question: 'a'.repeat(1_000_000) });
    expect(problem!.value.length).toBeLessThan(70);
  });

  it('with a list that is too long is refused', () => {
    const milestones = Array.from({ length: 51 }, () => offer.milestones[0]);
    expect(problems(CounterOfferInput, { ...counter, offer: { ...offer, milestones } })).toEqual([
      expect.objectContaining({ field: 'offer.milestones', allowed: 'at most 50 entries' }),
    ]);
    expect(problems(CounterOfferInput, { ...counter, offer: { ...offer, means: Array.from({ length: 51 }, () => 'a means') } })).toEqual([
      expect.objectContaining({ field: 'offer.means' }),
    ]);
  });

  it('names ten problems and no more', () => {
    const conditions = Array.from({ length: 40 }, () => ({ text: '', owner: 'p1', due: '2026-09-30' }));
    expect(problems(CounterOfferInput, { ...counter, offer: { ...offer, conditions } })).toHaveLength(10);
  });

  it('leaves arguments without rules as they are', () => {
    class Plain {
      day!: string;
    }
    const value = { day: '2026-11-22' };
    expect(check(Plain, value)).toBe(value);
  });
});
