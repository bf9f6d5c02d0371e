import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contentPolicy } from '../operations/security-headers.js';

// Lines are short: the editor has half the window and does not wrap them.
const firstQuery = `# Sign in at /sign-in, or put a token after
# "Bearer" under Headers below.
#
# Reads take asOf: a position, a day or an instant.
# The book at the left describes everything;
# Ctrl-Space completes what you write.

query WhoAmI {
  me {
    person {
      id
      name
    }
    posts {
      id
      title
      role
      unit {
        name
      }
    }
  }
}
`;

interface Page {
  readonly html: Buffer;
  readonly compressed: Buffer;
  readonly policy: string;
  readonly tag: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

/** The text of every inline script of a page: what the policy must name by its digest. */
const scriptsOf = (html: string): string[] => [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script]) => script!);

/**
 * The console is one page with everything in it: nothing is fetched from anywhere. Its script is named by its
 * digest; its editor sets styles and starts its workers itself, so those two are allowed.
 */
const render = async (): Promise<Page> => {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({
    title: 'Hoshin console',
    endpoint: '/graphql',
    credentials: 'same-origin',
    defaultQuery: firstQuery,
    defaultHeaders: JSON.stringify({ Authorization: 'Bearer ', 'x-hoshin': '1' }, null, 2),
    isHeadersEditorEnabled: true,
    defaultEditorToolsVisibility: 'headers',
    shouldPersistHeaders: false,
    favicon: 'data:,',
  }).trim();
  return {
    html: Buffer.from(html),
    compressed: await promisify(gzip)(html),
    policy: contentPolicy([
      `script-src ${scriptsOf(html)
        .map((script) => `'sha256-${sha256(script)}'`)
        .join(' ')}`,
      "style-src 'unsafe-inline'",
      'img-src data:',
      'font-src data:',
      "connect-src 'self'",
      'worker-src blob:',
    ]),
    tag: `"${sha256(html)}"`,
  };
};

/** A page to try queries and mutations on, served by the service itself. */
@Controller('console')
export class Console {
  private page: Promise<Page> | undefined;

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { html, compressed, policy, tag } = await (this.page ??= render());
    reply.headers({ 'content-security-policy': policy, etag: tag, 'cache-control': 'no-cache', vary: 'accept-encoding' });
    if (request.headers['if-none-match'] === tag) return void reply.status(304).send();
    reply.type('text/html; charset=utf-8');
    const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    void (takesGzip ? reply.header('content-encoding', 'gzip').send(compressed) : reply.send(html));
  }
}
