/**
 * Nothing runs, nothing is loaded and nobody frames it: for every answer that is no page of ours. The
 * portal's sign (public/favicon.svg) has its colours for light and dark within.
 */
const nothingRuns =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** An answer of the door's own: a page without a script, with a form that asks again. */
export const doorsOwnPolicy =
  "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/**
 * What every answer carries, whatever its status and whoever gives it; an answer that sets one of them
 * itself, as a page does with its policy, keeps its own. `isTls`: readers come over TLS.
 *
 * A year and all subdomains for HSTS: OWASP ASVS 5.0, 3.4.1.
 */
export const securityHeaders = ({
  isTls,
}: {
  isTls: boolean;
}): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': nothingRuns,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  ...(isTls && { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }),
});
