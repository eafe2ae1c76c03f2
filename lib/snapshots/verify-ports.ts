/** Verifications and what they found, as kept. */
export type VerificationStore = Readonly<Record<never, never>>;
