interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | null;
}

/** A browser as far as sign-in needs one: it keeps cookies, sends them where they belong, and follows nothing by itself. */
export class Browser {
  private readonly cookies = new Map<string, string>();
  /** What the last answers asked it to keep, word for word. */
  readonly kept: string[] = [];

  /** `origin` is where it believes to be; `address` is where that answers. */
  constructor(
    readonly address: string,
    readonly origin = address,
  ) {}

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async send(path: string, { method = 'GET', headers = {}, body = null }: Sent = {}): Promise<Response> {
    const response = await fetch(`${this.address}${path}`, {
      redirect: 'manual',
      method,
      body,
      headers: { ...(this.cookies.size > 0 && { cookie: this.cookie }), ...headers },
    });
    for (const cookie of response.headers.getSetCookie()) {
      this.kept.push(cookie);
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (/max-age=0/i.test(cookie)) this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
    return response;
  }

  /** Sends a form of one of the service's own pages. */
  submit(path: string, fields: Record<string, string> = {}, headers: Record<string, string> = { origin: this.origin }): Promise<Response> {
    return this.send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    });
  }

  /** Asks as a page of the service asks. */
  async ask<Data = Record<string, unknown>>(
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = { origin: this.origin, 'x-hoshin': '1' },
  ): Promise<{ status: number; data?: Data; errors?: { message: string; extensions: { code: string } }[] }> {
    const body = JSON.stringify({ query, variables });
    const response = await this.send('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
    return { status: response.status, ...((await response.json()) as object) };
  }
}
