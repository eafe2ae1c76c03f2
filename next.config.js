import createNextIntlPlugin from 'next-intl/plugin';

/** Texts are parsed when the console is built: the browser gets no parser, which would cost it 9 KB. */
const withNextIntl = createNextIntlPlugin({
  requestConfig: './app/i18n.ts',
  experimental: { messages: { path: './messages', format: 'json', locales: 'infer', precompile: true } },
});

/** On every answer, pages, routes and files alike. HSTS depends on the settings: see proxy.ts. */
const securityHeaders = [
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Content-Security-Policy', value: "frame-ancestors 'none'" },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' }, // `no-referrer` would make Origin "null"
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
];

/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  typescript: { ignoreBuildErrors: true }, // `npm run check` holds the types, with the same compiler
  serverExternalPackages: ['pg', '@prisma/adapter-pg', 'pino'],
  logging: { serverFunctions: false }, // their arguments are values of secrets
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
};

export default withNextIntl(config);
