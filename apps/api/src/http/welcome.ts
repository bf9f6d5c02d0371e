import { createHash } from 'node:crypto';
import { Controller, Get, Header } from '@nestjs/common';
import { contentPolicy } from '../operations/security-headers.js';

const style =
  'body{font:1.1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem}code{background:#eee;padding:0 .2em}';

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Hoshin</title>
    <style>${style}</style>
  </head>
  <body>
    <main>
      <h1>Hoshin</h1>
      <p>Strategy deployment that can be replayed. This is the service; it answers GraphQL at <code>/graphql</code>.</p>
      <h2>What to do next</h2>
      <ol>
        <li>Bring an organisation in: <code>npx hoshin import plan my-trust.yaml</code>, with the service stopped.</li>
        <li><a href="/sign-in">Sign in</a>, or get a token from your sign-in service. A service in development mode signs its own:
          <code>HOSHIN_MODE=development npx hoshin token --as "Chief Executive"</code>.</li>
        <li>Open the <a href="/console">console</a>, and ask; without a session, put the token under Headers.</li>
      </ol>
      <p>Is it well? <a href="/health/ready">/health/ready</a> says so.</p>
    </main>
  </body>
</html>
`;

const policy = contentPolicy([`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`]);

/** What somebody sees who opens the address in a browser. */
@Controller()
export class Welcome {
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', policy)
  show(): string {
    return page;
  }
}
