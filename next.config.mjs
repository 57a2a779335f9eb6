import { securityHeaders } from './security-headers.mjs';

const files = 'svg|png|ico|txt|xml|webmanifest|woff2|json|jpg|webp';

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  agentRules: false,
  // `npm test` checks the types, tests included; a start should not do it again.
  typescript: { ignoreBuildErrors: true },
  allowedDevOrigins: ['127.0.0.1'],
  turbopack: { root: import.meta.dirname },
  outputFileTracingRoot: import.meta.dirname,
  // Pages get theirs from proxy.ts: a source that matches every path answers 500 to a broken encoding.
  headers: async () =>
    ['/api/:path*', '/_next/static/:path*', `/:file([^/]*\\.(?:${files}))`].map((source) => ({
      source,
      headers: Object.entries(securityHeaders).map(([key, value]) => ({ key, value })),
    })),
  redirects: async () => [
    { source: '/tr', destination: '/', permanent: true },
    { source: '/tr/:path+', destination: '/:path+', permanent: true },
  ],
};

export default config;
