import { Module } from '@nestjs/common';
import { catchballHandlers } from './catchball.commands.js';
import { CatchballResolver } from './catchball.resolver.js';

@Module({ providers: [...catchballHandlers, CatchballResolver] })
export class CatchballModule {}
