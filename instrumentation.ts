export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const [{ watchPeers }, { trustedPeers }, { parseEnv }] = await Promise.all([
    import('./lib/adapters/auth/peer-watch.ts'),
    import('./lib/adapters/auth/address.ts'),
    import('./lib/env.ts'),
  ]);
  watchPeers(trustedPeers(parseEnv(process.env).KMS_TRUST_PROXY));
}
