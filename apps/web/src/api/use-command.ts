import { useCallback, useRef, useState } from 'react';
import { useClient, type AnyVariables, type TypedDocumentNode } from 'urql';
import { troubleOf } from './trouble.js';

/** What every mutation answers under its one name. */
type Answer = { readonly __typename: 'Receipt' } | { readonly __typename: 'Refusal'; readonly code: string; readonly because: string };

/** Where a command stands: nothing sent, on its way, taken, refused by a rule, or lost on the way. */
export type Sent =
  | { readonly state: 'IDLE' | 'SENDING' | 'TAKEN' }
  | { readonly state: 'REFUSED'; readonly code: string; readonly because: string }
  | { readonly state: 'WRONG' | 'UNANSWERED'; readonly message: string };

type Input = Readonly<Record<string, unknown>>;

/**
 * Sends commands of one kind. A command keeps its id until it is answered, so that sending it again after a lost answer
 * does it once; another content is another command.
 */
export const useCommand = <Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  onTaken: (data: Data) => void,
): { readonly sent: Sent; readonly send: (input: Input) => Promise<void>; readonly forget: () => void } => {
  const client = useClient();
  const [sent, setSent] = useState<Sent>({ state: 'IDLE' });
  const open = useRef<{ readonly content: string; readonly commandId: string } | null>(null);
  const send = useCallback(
    async (input: Input): Promise<void> => {
      const content = JSON.stringify(input);
      const commandId = open.current?.content === content ? open.current.commandId : crypto.randomUUID();
      open.current = { content, commandId };
      setSent({ state: 'SENDING' });
      const { data, error } = await client.mutation(document, { input: { ...input, commandId } } as unknown as Variables).toPromise();
      const answer = data ? (Object.values(data)[0] as Answer) : undefined;
      if (!answer) {
        const trouble = error && troubleOf(error);
        if (!trouble || trouble.kind === 'OFFLINE') return setSent({ state: 'UNANSWERED', message: 'The service cannot be reached.' });
        return setSent({ state: trouble.kind === 'UNCERTAIN' ? 'UNANSWERED' : 'WRONG', message: trouble.message });
      }
      open.current = null;
      if (answer.__typename === 'Refusal') return setSent({ state: 'REFUSED', code: answer.code, because: answer.because });
      setSent({ state: 'TAKEN' });
      onTaken(data!);
    },
    [client, document, onTaken],
  );
  const forget = useCallback(() => setSent({ state: 'IDLE' }), []);
  return { sent, send, forget };
};
