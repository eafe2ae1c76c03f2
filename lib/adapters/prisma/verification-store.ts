import type { VerificationStore } from '../../snapshots/verify-ports.ts';
import type { Connections } from './client.ts';

/** Verifications on PostgreSQL. */
export function createVerificationStore(_connections: Connections): VerificationStore {
  return {};
}
