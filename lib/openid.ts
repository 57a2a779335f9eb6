import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client';
import { z } from 'zod';

/** The institution's identity provider, and what it knows this portal as. */
export type Provider = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the provider sends people back to. */
  readonly callback: string;
};

/** Whom the provider vouches for: `subject` is its own name for the person, which never changes. */
export type Verified = {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string;
};

const flowSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  way: z.string(),
  ticket: z.string(),
});

/** Where somebody is led after signing in, and the ticket of a form that waits for them ('' for none). */
export type Onward = { readonly way: string; readonly ticket: string };

const seconds = 10;
const configurations = new Map<string, Configuration>();

/** What the provider says about itself, asked once; a provider on this machine may do without TLS. */
async function configurationOf(provider: Provider): Promise<Configuration> {
  const key = JSON.stringify(provider);
  const known = configurations.get(key);
  if (known) return known;
  const { protocol } = new URL(provider.issuer);
  const fresh = await discovery(
    new URL(provider.issuer),
    provider.clientId,
    provider.clientSecret,
    undefined,
    { timeout: seconds, ...(protocol === 'http:' && { execute: [allowInsecureRequests] }) },
  );
  configurations.set(key, fresh);
  return fresh;
}

/**
 * Where to send somebody to sign in, and what their browser must bring back (RFC 9700: PKCE, state and
 * nonce). `undefined` where the provider does not answer.
 */
export async function beginOpenId(
  provider: Provider,
  onward: Onward,
): Promise<{ url: string; flow: string } | undefined> {
  try {
    const configuration = await configurationOf(provider);
    const flow = {
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
      ...onward,
    };
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: provider.callback,
      scope: 'openid email',
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await calculatePKCECodeChallenge(flow.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, flow: Buffer.from(JSON.stringify(flow)).toString('base64url') };
  } catch (error) {
    tell(provider, error);
    return undefined;
  }
}

/**
 * Who came back: `query` is that of the address they came back to, `flow` what their browser brought. An
 * address that the provider does not call verified vouches for nobody.
 */
export async function finishOpenId(
  provider: Provider,
  query: string,
  flow: string,
): Promise<{ onward: Onward | undefined; who: Verified | undefined }> {
  const begun = readFlow(flow);
  if (!begun) return { onward: undefined, who: undefined };
  const { way, ticket, state, nonce, verifier } = begun;
  const onward = { way, ticket };
  try {
    const configuration = await configurationOf(provider);
    const tokens = await authorizationCodeGrant(
      configuration,
      new URL(`${provider.callback}${query}`),
      {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      },
    );
    const claims = tokens.claims();
    if (!claims) return { onward, who: undefined };
    const told =
      claims.email === undefined
        ? await fetchUserInfo(configuration, tokens.access_token, claims.sub)
        : claims;
    const { email } = told;
    const isVerified = told.email_verified === true && typeof email === 'string';
    return {
      onward,
      who: isVerified ? { issuer: claims.iss, subject: claims.sub, email } : undefined,
    };
  } catch (error) {
    tell(provider, error);
    return { onward, who: undefined };
  }
}

function readFlow(flow: string): z.infer<typeof flowSchema> | undefined {
  try {
    return flowSchema.safeParse(JSON.parse(Buffer.from(flow, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}

/** For the operator; neither codes nor tokens stand in these words. */
function tell(provider: Provider, error: unknown): void {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  console.error(`identity provider ${provider.issuer}: ${code || (error as Error).name}`);
}
