import { Module } from '@nestjs/common';
import { measureHandlers } from './measure.commands.js';
import { ChartResolver } from './chart.resolver.js';
import { MeasureResolver } from './measure.resolver.js';

@Module({ providers: [...measureHandlers, MeasureResolver, ChartResolver] })
export class MeasureModule {}
