import type { Command } from 'commander';
import { Trouble } from '#cqrs';
import { planId } from '#plan';
import { configFrom } from '../../api/src/config.js';
import { signOwnToken } from '../../api/src/access/tokens.js';
import { actorIn, postNamed } from './acting.js';
import { dataHelp, placedIn, readRecord, type DataOption } from './record.js';
import { WrongUse, type Terminal } from './terminal.js';
import { mustHaveLog } from './verify.js';

interface Options extends DataOption {
  readonly as: string;
  readonly person?: string;
  readonly lifetime?: string;
}

const examples = `
Signs a token for whoever holds a post today, with the key of a development or demo service. A production service
accepts only its sign-in service's tokens, so that this does nothing there. Set the mode first as the service has it:
export HOSHIN_MODE=development

Examples:
  hoshin token --as chief-executive
  hoshin token --as "Director of Finance" --lifetime 2h
  curl -H "Authorization: Bearer $(hoshin token --as auditor)" -H 'content-type: application/json' \\
      -d '{"query":"{ me { person { name } } }"}' http://127.0.0.1:4000/graphql`;

export const addToken = (to: Command, terminal: Terminal): void => {
  to.command('token')
    .description('sign a token to try the service with (development and demo only)')
    .requiredOption('--as <post>', 'the key, id or title of the post to act in')
    .option('--person <person>', 'the key or id of the person, where several stand in the post')
    .option('--lifetime <time>', 'how long it lasts, as 30m, 12h or 7d', '12h')
    .option('--data <folder>', dataHelp)
    .addHelpText('after', examples)
    .action((options: Options) => token(options, terminal));
};

const token = async ({ as, person: named, lifetime = '12h', data }: Options, terminal: Terminal): Promise<void> => {
  if (!/^[1-9]\d{0,4}[smhd]$/.test(lifetime)) throw new WrongUse(`a lifetime is written as 30m, 12h or 7d, not ${lifetime}`);
  // Asked before the other settings: a shell that names no mode is told of the mode, not of a sign-in service.
  if ((terminal.environment['HOSHIN_MODE'] || 'production') === 'production')
    throw new Trouble(
      'NotInProduction',
      'a production service accepts only the tokens of its sign-in service; for one started with HOSHIN_MODE=development or demo, set the same mode here',
    );
  const config = configFrom({ ...terminal.environment, ...(data !== undefined && placedIn(data)) });
  await mustHaveLog(config);
  const { identity, tables, today } = await readRecord(config);
  const organisation = identity?.organisation ?? '';
  const post = tables.posts.get(postNamed(tables, organisation, as))!;
  const person = named === undefined ? undefined : planId(organisation, 'person', named);
  const actor = actorIn(post, today, person);
  if (!actor)
    throw new Trouble('NobodyInPost', `${named ?? 'nobody'} ${named ? 'does not stand' : 'stands'} in ${post.title} today (${today})`, {
      post: post.id,
    });
  terminal.out(await signOwnToken(config, { person: actor.person, post: actor.post, lifetime }));
};
