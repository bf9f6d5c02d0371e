import type { Command } from 'commander';
import { findings as findingsAt, type Finding, type FindingsAsked, type Moment } from '#strategy';
import type { AsOf } from '#cqrs';
import { find } from './naming.js';
import { asOfOption } from './subject-options.js';
import { dataHelp, readViews, recordConfig, type DataOption } from './record.js';
import type { Terminal } from './terminal.js';
import { mustHaveLog } from './verify.js';

interface FindingsOption extends DataOption {
  readonly integrity?: boolean;
  readonly unanswered?: boolean;
  readonly unit?: string;
  readonly asOf?: AsOf;
  readonly json?: boolean;
}

const examples = `
What somebody should look at, the gravest first: how things stand (until it is mended), and decisions in the record that may
have made it look better than things stood, such as a target lowered after it was missed. Those stay for ever; somebody who had
no part in them acknowledges them with a reason. Works while the service runs.

Examples:
  hoshin findings
  hoshin findings --integrity --unit medicine
  hoshin findings --integrity --unanswered
  hoshin findings --as-of 2026-09-30 --json > findings.json`;

export const addFindings = (to: Command, terminal: Terminal): void => {
  to.command('findings')
    .description('list what somebody should look at, and decisions that need explaining')
    .option('--integrity', 'only decisions in the record')
    .option('--unanswered', 'only those nobody has acknowledged')
    .option('--unit <unit>', 'only what falls to this unit: its code, key, id or name')
    .addOption(asOfOption())
    .option('--json', 'as one JSON array')
    .option('--data <folder>', dataHelp)
    .addHelpText('after', examples)
    .action((options: FindingsOption) => findings(options, terminal));
};

const findings = async (options: FindingsOption, terminal: Terminal): Promise<void> => {
  const config = recordConfig(terminal, options);
  await mustHaveLog(config);
  const { host, organisation } = await readViews(config);
  const moment: Moment = options.asOf ? host.asOf(options.asOf) : host.now();
  const { units } = moment.tables;
  const asked: FindingsAsked = {
    ...(options.integrity && { kind: 'INTEGRITY' as const }),
    ...(options.unanswered && { acknowledged: false }),
    ...(options.unit !== undefined && {
      unit: find(units.values(), 'unit', options.unit, organisation, ({ code, name }) => [code, name]).id,
    }),
  };
  const found = findingsAt(moment, host.now(), null, asked);
  if (options.json) return terminal.out(JSON.stringify(found, null, 2));
  for (const each of found) terminal.out(inWords(moment, each));
  const count = `${found.length} ${found.length === 1 ? 'finding' : 'findings'}`;
  terminal.out(found.length === 0 ? `Nothing was found at position ${moment.position}.` : `${count} at position ${moment.position}.`);
};

const inWords = ({ tables }: Moment, { code, severity, unit, text, integrity }: Finding): string => {
  const where = unit === null ? '' : `, ${tables.units.get(unit)?.name ?? unit}`;
  const lines = [`${severity} ${code}${where}`, text];
  if (integrity) {
    const { acknowledged: answer, evidence, at, key } = integrity;
    lines.push(
      `rests on ${evidence.length === 1 ? 'event' : 'events'} ${evidence.map(({ position }) => position).join(', ')}; decided by event ${at}`,
      answer
        ? `acknowledged on ${answer.on} by ${tables.posts.get(answer.by.post)?.title ?? answer.by.post} (event ${answer.ordinal}): ${answer.reason}`
        : `nobody has acknowledged it; its key is ${key}`,
    );
  }
  return `${lines.join('\n  ')}\n`;
};
