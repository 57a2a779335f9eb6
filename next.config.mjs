import { securityHeaders } from './security-headers.mjs';

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  agentRules: false,
  // `npm test` checks the types, tests included; a start should not do it again.
  typescript: { ignoreBuildErrors: true },
  allowedDevOrigins: ['127.0.0.1'],
  turbopack: { root: import.meta.dirname },
  outputFileTracingRoot: import.meta.dirname,
  // The rest gets them from proxy.ts: a source that matches every path answers 500 to a broken encoding.
  headers: async () =>
    ['/api/:path*', '/_next/static/:path*'].map((source) => ({
      source,
      headers: Object.entries(securityHeaders).map(([key, value]) => ({ key, value })),
    })),
};

export default config;
