import type { FastifyInstance } from 'fastify';

/** What a page may load, beyond nothing at all, and where its forms may go. */
export const contentPolicy = (allowances: readonly string[] = [], formAction = "'none'"): string =>
  ["default-src 'none'", ...allowances, "base-uri 'none'", `form-action ${formAction}`, "frame-ancestors 'none'"].join('; ');

/** Every answer says that nothing may be loaded, framed, guessed or leaked by it; a page that needs more says so itself. */
export const securityHeaders = {
  'content-security-policy': contentPolicy(),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

export const addSecurityHeaders = (server: FastifyInstance): void => {
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(securityHeaders);
    done();
  });
};
