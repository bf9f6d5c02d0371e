import { Module } from '@nestjs/common';
import { intakeHandlers } from './intake.commands.js';
import { IntakeResolver } from './intake.resolver.js';

@Module({ providers: [...intakeHandlers, IntakeResolver] })
export class IntakeModule {}
