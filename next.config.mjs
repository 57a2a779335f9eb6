// Turkish has no prefix in its addresses; inside, every page stands under its language.
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
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
        { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()' },
      ],
    },
  ],
  redirects: async () => [
    { source: '/tr', destination: '/', permanent: true },
    { source: '/tr/:path+', destination: '/:path+', permanent: true },
  ],
  rewrites: async () => ({
    beforeFiles: [
      { source: '/', destination: '/tr' },
      {
        source: `/:path((?!en$|en/|tr$|tr/|_next/|api/|[^/]*\\.(?:${files})$|images/).*)`,
        destination: '/tr/:path',
      },
    ],
  }),
};

export default config;
