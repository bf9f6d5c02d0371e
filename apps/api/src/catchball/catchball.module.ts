import { Module } from '@nestjs/common';
import { catchballHandlers } from './catchball.commands.js';

@Module({ providers: [...catchballHandlers] })
export class CatchballModule {}
