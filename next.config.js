import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./app/i18n.ts');

/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  typescript: { ignoreBuildErrors: true }, // `npm run check` holds the types, with the same compiler
  serverExternalPackages: ['pg', '@prisma/adapter-pg', 'pino'],
};

export default withNextIntl(config);
