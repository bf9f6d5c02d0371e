import { Module } from '@nestjs/common';
import { goalHandlers } from './goal.commands.js';
import { GoalResolver } from './goal.resolver.js';

@Module({ providers: [...goalHandlers, GoalResolver] })
export class GoalModule {}
