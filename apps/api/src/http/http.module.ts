import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { Console } from './console.js';
import { Health } from './health.js';
import { HttpErrors } from './http-errors.js';
import { MetricsPage } from './metrics-page.js';
import { SignIn } from './sign-in.js';
import { WebPage } from './web-page.js';

/** What the service answers outside of GraphQL. */
@Module({ controllers: [WebPage, Console, Health, MetricsPage, SignIn], providers: [{ provide: APP_FILTER, useClass: HttpErrors }] })
export class HttpModule {}
