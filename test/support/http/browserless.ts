/** A page as it came. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  json<T>(): T;
}

/** Speaks to the server as a browser without scripts does: it keeps cookies, reads forms and sends them. */
export function createBrowserless(address: string) {
  const cookies = new Map<string, string>();

  async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(init.headers);
    if (!headers.has('accept')) headers.set('accept', 'text/html');
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(`${address}${path}`, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: <T>() => JSON.parse(text) as T };
  }

  /** Sends a form the way its page would, with the hidden token of `page`. */
  async function submit(
    page: string,
    action: string,
    fields: Record<string, string> = {},
    headers = {},
  ): Promise<Answer> {
    const { text } = await ask(page);
    return post(action, { _csrf: csrfOf(text), ...fields }, headers);
  }

  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    ask(path, { method: 'POST', body: new URLSearchParams(fields), headers });

  return {
    cookies,
    get: (path: string, headers: Record<string, string> = {}) => ask(path, { headers }),
    post,
    submit,
    form: (path: string, body: FormData) => ask(path, { method: 'POST', body }),
    send: (method: string, path: string, headers: Record<string, string> = {}, body?: object) =>
      ask(path, {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    csrf: async (page: string) => csrfOf((await ask(page)).text),
    async login(gebruikersnaam: string, wachtwoord: string, naar = '/taken') {
      return submit(`/inloggen?naar=${encodeURIComponent(naar)}`, '/inloggen', { gebruikersnaam, wachtwoord, naar });
    },
    json: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      ask(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      }),
  };
}
export type Browserless = ReturnType<typeof createBrowserless>;

export const csrfOf = (page: string) => /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
