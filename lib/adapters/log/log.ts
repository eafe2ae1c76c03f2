import pino from 'pino';

/**
 * The console's log: JSON lines on standard error. Whatever is named like something secret is not written,
 * however it got into a line.
 */
export const log = pino(
  {
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        'password',
        'token',
        'value',
        'text',
        'material',
        'ciphertext',
        'cookie',
        'authorization',
      ].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '[not logged]',
    },
  },
  pino.destination(2),
);
