import { Module } from '@nestjs/common';
import { measureHandlers } from './measure.commands.js';
import { MeasureResolver } from './measure.resolver.js';

@Module({ providers: [...measureHandlers, MeasureResolver] })
export class MeasureModule {}
