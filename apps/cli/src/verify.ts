import type { Command } from 'commander';
import { Trouble } from '#cqrs';
import { readSeal, type PublishedSeal, type Verification } from '#event-store';
import { shown } from '../../api/src/addresses.js';
import type { Config } from '../../api/src/config.js';
import { whereLog } from '../../api/src/engines.js';
import { dataHelp, identityIn, recordConfig, type DataOption } from './record.js';
import { WrongUse, type Terminal } from './terminal.js';
import { verified } from './verification.js';
import { verifyCache } from './verify-cache.js';
import { verifyExportFile } from './verify-export.js';

const examples = `
Reads the whole log and checks the numbering, the order within every stream, every event's hash, the recorded times,
the seals in the log, and that this program can read every event, old shapes included. A cache of the views is compared
with what the log folds to. Works while the service runs, and trusts it in nothing. The chain digest is the same for two
logs that hold the same events in the same order.

Whoever can rewrite the log can make its hashes and seals anew. A seal that was published elsewhere (in minutes, in a
letter) is given with --seal: it finds that, and an end that was cut off. Exit code 1 names the first bad position.

Given an export, it proves that file by its bytes alone: no log, no service and no setting is needed. "-" reads standard
input. How to do the same without this program stands in docs/verifying.md.

Examples:
  hoshin verify
  hoshin verify --data /srv/hoshin --seal HS-42107-RZ00-1SDB-WVJM-2DX7-KD12-PPG8-XDKJ-H2B5-C8
  hoshin verify hoshin-2026-11-22.jsonl`;

interface Options extends DataOption {
  readonly seal: readonly PublishedSeal[];
}

const published = (text: string, before: readonly PublishedSeal[]): readonly PublishedSeal[] => {
  const seal = readSeal(text);
  if (typeof seal === 'string') throw new WrongUse(seal);
  return [...before, seal];
};

export const addVerify = (to: Command, terminal: Terminal): void => {
  to.command('verify [export]')
    .description('prove that the log, or an export of one, is whole and unaltered')
    .option('--data <folder>', dataHelp)
    .option('--seal <seal>', 'a seal as it was published; may be given several times', published, [])
    .addHelpText('after', examples)
    .action((file: string | undefined, options: Options) =>
      file === undefined ? verify(recordConfig(terminal, options), options.seal, terminal) : verifyExportFile(file, options.seal, terminal),
    );
};

/** The log must be there before anything is said about it. */
export const mustHaveLog = async (config: Config): Promise<void> => {
  if ((await identityIn(config)) === null)
    throw new Trouble('NoLog', `there is no log in ${shown(config.store)}: name its folder with --data, or its place with HOSHIN_STORE`, {
      store: shown(config.store),
    });
};

const verify = async (config: Config, seals: readonly PublishedSeal[], terminal: Terminal): Promise<void> => {
  await mustHaveLog(config);
  const verification = await verified(config, seals);
  const { events, head, chainDigest, firstBad, warnings } = verification;
  for (const { ordinal, problem } of warnings) terminal.err(`warning: position ${ordinal}: ${problem}`);
  if (firstBad)
    throw new Trouble(
      'LogAltered',
      `position ${firstBad.ordinal}: ${firstBad.problem}.\n${events === 0 ? 'Nothing vouches for any event before it' : `The ${events} events before it are good (chain ${chainDigest})`}; keep ${whereLog(config)} for inquiry and restore a backup`,
      { position: firstBad.ordinal },
    );
  terminal.out(`${whereLog(config)} is whole: ${events} events.`);
  terminal.out(`head  ${head}`);
  terminal.out(`chain ${chainDigest}`);
  for (const line of whatSealsSay(verification, seals.length)) terminal.out(line);
  if (config.store.kind === 'kurrent')
    terminal.out('Of this server these are the events in streams of ours, each with our hash; what else it keeps is not looked at.');
  await verifyCache(config, terminal);
};

/** What vouches for which events beside their own hashes. */
const whatSealsSay = ({ head, seals, sealedUpTo }: Verification, publishedSeals: number): string[] => {
  if (sealedUpTo === 0)
    return ['No seal: only their numbering and hashes speak for these events. Place one with hoshin seal, and publish it elsewhere.'];
  const those = [seals > 0 && `${seals} in the log`, publishedSeals > 0 && `${publishedSeals} published`].filter(Boolean).join(' and ');
  const later =
    head === sealedUpTo
      ? []
      : [`Events ${sealedUpTo + 1} to ${head} came after the last seal: only their numbering and hashes speak for them.`];
  return [`Seals that hold, up to position ${sealedUpTo}: ${those}.`, ...later];
};
