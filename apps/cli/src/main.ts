#!/usr/bin/env node
import 'reflect-metadata';
import { run } from './program.js';
import { explained, processTerminal } from './terminal.js';

/** `hoshin verify | head` closes the pipe early: whoever reads has seen enough. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  const { text, code } = explained(Object.assign(error, { path: 'standard output' }));
  processTerminal.err(text);
  process.exit(code);
});

const code = await run(process.argv.slice(2), processTerminal);
// A record that opened in part, as a log beside a damaged directory, holds threads that would keep the process waiting.
process.stdout.write('', () => process.exit(code));
