import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { Console } from './console.js';
import { Health } from './health.js';
import { HttpErrors } from './http-errors.js';
import { MetricsPage } from './metrics-page.js';
import { SignIn } from './sign-in.js';
import { Welcome } from './welcome.js';

/** What the service answers outside of GraphQL. */
@Module({ controllers: [Welcome, Console, Health, MetricsPage, SignIn], providers: [{ provide: APP_FILTER, useClass: HttpErrors }] })
export class HttpModule {}
