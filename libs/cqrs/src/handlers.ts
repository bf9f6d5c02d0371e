import { Inject, Injectable, type Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AnyDecider } from '#kernel';
import type { Command, CommandClass, CommandClasses } from './command.js';
import { CommandDesk, type Outcome } from './command-desk.js';

/**
 * The Nest handlers of one aggregate's commands, all of one line: the desk loads, folds, decides and appends.
 * `handlersFor(catchball, { ServeBall, CounterOffer, … })`
 */
export const handlersFor = <D extends AnyDecider>(decider: D, commands: CommandClasses<D>): Type<ICommandHandler>[] =>
  Object.entries(commands as unknown as Record<string, CommandClass>).map(([name, command]) => {
    class Handler implements ICommandHandler<Command, Outcome> {
      constructor(private readonly desk: CommandDesk) {}
      execute(sent: Command): Promise<Outcome> {
        return this.desk.execute(sent);
      }
    }
    Object.defineProperty(Handler, 'name', { value: `${decider.name}.${name}.handler` });
    Inject(CommandDesk)(Handler, undefined, 0);
    Injectable()(Handler);
    CommandHandler(command as never)(Handler);
    return Handler;
  });
