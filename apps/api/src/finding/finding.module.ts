import { Module } from '@nestjs/common';
import { findingHandlers } from './finding.commands.js';
import { FindingResolver } from './finding.resolver.js';

@Module({ providers: [...findingHandlers, FindingResolver] })
export class FindingModule {}
