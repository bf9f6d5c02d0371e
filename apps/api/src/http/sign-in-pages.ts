import { createHash } from 'node:crypto';
import { contentPolicy } from '../operations/security-headers.js';

/** What a page of the sign-in looks like to a browser: its text, and what it may load. */
export interface Page {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

const style =
  'body{font:1.1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem}' +
  'button{font:inherit;padding:.4em 1em;margin:.2em 0;cursor:pointer}form{margin:1rem 0}code{background:#eee;padding:0 .2em}';

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': contentPolicy([`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`], "'self'"),
  'cache-control': 'no-store',
  // A form sent without any referrer comes with the origin "null", and then it could be anybody's.
  'referrer-policy': 'same-origin',
};

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Text as it may stand in a page, within an attribute's quotes as well. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign]!);

/** `body` is markup: whatever comes from outside is {@link escaped} in it. */
const pageOf = (title: string, body: string): Page => ({
  headers,
  html: `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>${escaped(title)} – Hoshin</title>
    <style>${style}</style>
  </head>
  <body>
    <main>
      <h1>${escaped(title)}</h1>
${body}
    </main>
  </body>
</html>
`,
});

/** One of the people a demo can be looked at as. */
export interface Visitor {
  readonly key: string;
  readonly name: string;
  readonly title: string;
  readonly sees: string;
}

export const demoPage = (visitors: readonly Visitor[], returnTo: string): Page =>
  pageOf(
    'Look at the demo as',
    visitors.length === 0
      ? '      <p>Nobody: this record is not the sample trust’s. <code>hoshin demo</code> makes one.</p>'
      : visitors
          .map(
            ({ key, name, title, sees }) => `      <form method="post" action="/sign-in/demo">
        <input type="hidden" name="visitor" value="${escaped(key)}">
        <input type="hidden" name="returnTo" value="${escaped(returnTo)}">
        <button>${escaped(name)}, ${escaped(title)}</button> ${escaped(sees)}
      </form>`,
          )
          .join('\n'),
  );

export const signOutPage = (): Page =>
  pageOf(
    'Sign out',
    '      <form method="post" action="/sign-out"><button>Sign out of Hoshin</button></form>\n' +
      '      <p>Your sign-in service goes on knowing you in this browser; sign out there as well on a machine others use.</p>',
  );

export const signedOutPage = (): Page =>
  pageOf('You are signed out', '      <p>Close the browser on a machine others use. <a href="/sign-in">Sign in again</a></p>');

/** What went wrong, and what to do about it. */
export const troublePage = (message: string): Page =>
  pageOf('You are not signed in', `      <p>${escaped(message)}</p>\n      <p><a href="/sign-in">Try again</a></p>`);

/** A service that lets nobody in by a page. */
export const tokensOnlyPage = (isDevelopment: boolean): Page =>
  pageOf(
    'Sign in with a token',
    isDevelopment
      ? '      <p>A service in development mode signs its own tokens: <code>HOSHIN_MODE=development npx hoshin token --as "Chief Executive"</code>. Put one under Headers in the <a href="/console">console</a>.</p>'
      : '      <p>This service takes the tokens of your sign-in service. For people to sign in here, whoever keeps it sets <code>HOSHIN_CLIENT_ID</code> and <code>HOSHIN_PUBLIC_URL</code>.</p>',
  );
