import { Module } from '@nestjs/common';
import { sealHandlers } from './seals.commands.js';
import { SealsResolver } from './seals.resolver.js';

@Module({ providers: [...sealHandlers, SealsResolver] })
export class SealsModule {}
