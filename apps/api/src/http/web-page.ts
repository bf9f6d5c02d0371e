import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { Controller, Get, HttpCode, Res } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { projectFile } from '../project-file.js';
import { contentPolicy } from '../operations/security-headers.js';

/** Its own scripts and styles, its own questions to the service, and nothing from anywhere else. */
const policy = contentPolicy(["script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'"]);

let html: string | undefined;
const pageFile = (): string => projectFile('dist/web/index.html');

/** Where the page's addresses begin; what lies below them the page knows itself. */
export const pagePlaces = [
  'aims',
  'tree',
  'threads',
  'units',
  'posts',
  'goals',
  'measures',
  'audit',
  'administration',
  'wallboard',
  'glossary',
];

/** The page itself, which finds out by its address what to show. */
export const sendPage = (reply: FastifyReply): void => {
  html ??= readFileSync(pageFile(), 'utf8');
  void reply.type('text/html; charset=utf-8').headers({ 'content-security-policy': policy, 'cache-control': 'no-cache' }).send(html);
};

/** What somebody sees who opens the service's address in a browser, or a link to any of its places. */
@Controller()
export class WebPage {
  /** Browsers ask for it on pages that name no icon, those of the sign-in for one. */
  @Get('favicon.ico')
  @HttpCode(204)
  icon(): void {}

  @Get(['', ...pagePlaces.flatMap((place) => [place, `${place}/*`])])
  show(@Res() reply: FastifyReply): void {
    sendPage(reply);
  }
}

/** Serves what the page is made of: files named by their content, which a browser keeps for good. */
export const servePageFiles = async (app: NestFastifyApplication): Promise<void> => {
  const folder = dirname(pageFile());
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
    index: false,
    decorateReply: false,
  });
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/',
    wildcard: false,
    globIgnore: ['assets/**', 'index.html'],
    index: false,
    decorateReply: false,
  });
};
