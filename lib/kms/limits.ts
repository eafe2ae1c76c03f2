/** Most bytes of a secret's value, in UTF-8. */
export const mostSecretBytes = 30_720;

/** Most bytes of a text to encrypt, in UTF-8. */
export const mostPlaintextBytes = 6144;
