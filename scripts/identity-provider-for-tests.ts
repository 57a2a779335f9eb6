import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import http from 'node:http';
import Provider from 'oidc-provider';

/** What the provider says about a person by the name they sign in with. */
export type Claims = { email?: string; email_verified?: boolean };

/**
 * A certified OpenID provider on this machine, which asks for a name and any password, and for consent.
 * `people` are those it knows; `callback` is where it may send them back to.
 */
export async function identityProvider(
  callback: string,
  people: Readonly<Record<string, Claims>>,
  port = 0,
): Promise<{ issuer: string; clientId: string; clientSecret: string; stop: () => Promise<void> }> {
  const server = http.createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { clientId: 'bys', clientSecret: 'a-secret-for-tests' };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [callback],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, ...people[sub] }),
    }),
    cookies: { keys: ['for tests only'] },
    pkce: { required: () => true },
  });
  server.on('request', (request, response) => void provider.callback()(request, response));
  return {
    issuer,
    ...client,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Signs in at the provider as a browser would; the address that it sends the person back to. */
export async function signInThere(url: string, login: string, callback: string): Promise<URL> {
  const cookies = new Map<string, string>();
  const ask = async (at: URL, form?: Record<string, string>): Promise<URL> => {
    if (at.href.startsWith(callback)) return at;
    const answer = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const onward = answer.headers.get('location');
    if (onward !== null) return ask(new URL(onward, at));
    const page = await answer.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (prompt === undefined) throw new Error(`The provider answered ${answer.status}: ${page}`);
    const action = /<form[^>]+action="([^"]+)"/.exec(page)?.[1] ?? at.href;
    return ask(new URL(action, at), { prompt, login, password: 'any' });
  };
  return ask(new URL(url));
}
