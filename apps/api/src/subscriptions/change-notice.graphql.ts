import { Field, ID, ObjectType } from '@nestjs/graphql';
import { PositionScalar } from '../graphql/scalars.js';
import { wordEnum } from '../graphql/words.graphql.js';

export type NoticeKind = 'THREAD_MOVED' | 'WORK_CHANGED' | 'TREE_CHANGED' | 'FIGURES_CHANGED';

export const NoticeKindWord = wordEnum<NoticeKind>('NoticeKind', 'What a notice is about.', {
  THREAD_MOVED: 'Something was done in the thread.',
  WORK_CHANGED: 'What you are waited for changed, or may have.',
  TREE_CHANGED: 'Nodes of the alignment tree look different.',
  FIGURES_CHANGED: 'Something was recorded of measures or goals.',
});

@ObjectType({
  description:
    'Says that something changed, and no more: ask for it by a query. What is not yours to see is not told. After a lost connection go on from its position.',
})
export class ChangeNotice {
  @Field(() => PositionScalar, { description: 'The position in the log up to which this tells: what to resume after.' })
  position!: number;
  @Field(() => NoticeKindWord, { description: 'What it is about.' })
  kind!: NoticeKind;
  @Field(() => [ID], {
    description:
      'What changed: threads, goals, measures, aims, posts, or nodes of the tree by their ids; at most 50. Empty where everything is to be asked for again.',
  })
  subjects!: readonly string[];
  @Field(() => Boolean, {
    description: 'Ask for everything again: more than 50 subjects changed, your rights did, or too much happened since you listened.',
  })
  refetch!: boolean;
}
