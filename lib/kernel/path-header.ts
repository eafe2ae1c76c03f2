/** Request header in which proxy.ts tells a page its own path and query: only to come back after sign-in. */
export const pathHeader = 'x-kms-path';
