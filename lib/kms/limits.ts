/** Most bytes of a secret's value, in UTF-8. */
export const mostSecretBytes = 30_720;

/** Most bytes of a text to encrypt under a symmetric key, in UTF-8. */
export const mostPlaintextBytes = 6144;

/** Most bytes of a message to sign or to verify, in UTF-8. */
export const mostMessageBytes = 4096;

/** Days between two rotations by themselves. */
export const leastRotationDays = 7;
export const mostRotationDays = 365;

/** Most items that "select all that match" selects, and that one call of a bulk action takes. */
export const mostSelected = 10_000;
export const mostAtOnce = 100;
