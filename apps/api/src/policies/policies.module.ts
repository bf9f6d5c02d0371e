import { Module } from '@nestjs/common';
import { policyLogHandlers } from './policies.commands.js';
import { PoliciesResolver } from './policies.resolver.js';

@Module({ providers: [...policyLogHandlers, PoliciesResolver] })
export class PoliciesModule {}
