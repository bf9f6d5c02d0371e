import { Module } from '@nestjs/common';
import { organisationHandlers } from './organisation.commands.js';
import { OrganisationResolver } from './organisation.resolver.js';

@Module({ providers: [...organisationHandlers, OrganisationResolver] })
export class OrganisationModule {}
