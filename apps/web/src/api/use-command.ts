import { useCallback, useRef, useState } from 'react';
import { useClient } from 'urql';
import { sendCommand, type CommandDocument, type Input } from './send-command.js';

/** Where a command stands: nothing sent, on its way, taken, refused by a rule, sent by nobody who is signed in, or lost on the way. */
export type Sent =
  | { readonly state: 'IDLE' | 'SENDING' | 'TAKEN' | 'SIGNED_OUT' }
  | { readonly state: 'REFUSED'; readonly code: string; readonly because: string }
  | { readonly state: 'WRONG' | 'UNANSWERED'; readonly message: string };

/**
 * Sends commands of one kind. A command keeps its id until it is answered, so that sending it again after a lost answer
 * does it once; another content is another command.
 */
export const useCommand = <Data>(
  document: CommandDocument<Data>,
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
      const answered = await sendCommand(client, document, { ...input, commandId });
      if (answered.trouble) {
        const { kind, message } = answered.trouble;
        if (kind === 'NOT_SIGNED_IN') return setSent({ state: 'SIGNED_OUT' });
        if (kind === 'OFFLINE') return setSent({ state: 'UNANSWERED', message: 'The service cannot be reached.' });
        return setSent({ state: kind === 'UNCERTAIN' ? 'UNANSWERED' : 'WRONG', message });
      }
      const { data, outcome } = answered;
      open.current = null;
      if (outcome.__typename === 'Refusal') return setSent({ state: 'REFUSED', code: outcome.code, because: outcome.because });
      setSent({ state: 'TAKEN' });
      onTaken(data);
    },
    [client, document, onTaken],
  );
  const forget = useCallback(() => setSent({ state: 'IDLE' }), []);
  return { sent, send, forget };
};
