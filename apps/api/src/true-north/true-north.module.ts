import { Module } from '@nestjs/common';
import { strategyHandlers } from './true-north.commands.js';
import { TrueNorthResolver } from './true-north.resolver.js';

@Module({ providers: [...strategyHandlers, TrueNorthResolver] })
export class TrueNorthModule {}
