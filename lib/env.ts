import { z } from 'zod';

const base64Key = z
  .string()
  .transform((text) => text.trim())
  .refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64');

const keyList = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
  .pipe(z.array(base64Key));

const schema = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
    .optional(),
  KMS_DATA_DIR: z.string().min(1).default('data'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  KMS_ROOT_KEY: base64Key.optional(),
  KMS_ROOT_KEYS_OLD: keyList.default([]),
  SNAPSHOT_TOKEN: z.string().min(24, 'must have at least 24 characters').optional(),
  KMS_ADMIN_PASSWORD: z.string().min(8, 'must have at least 8 characters').max(128).optional(),
  KMS_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  KMS_TRUST_PROXY: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
    .default([]),
  KMS_BILLING: z.enum(['balance', 'off']).default('balance'),
  KMS_ADOPT_ACCOUNT: z.string().min(1).optional(),
  KMS_TEST_CLOCK: z.enum(['0', '1']).default('0'),
});

/** Every setting of the console, parsed. Names and meanings: README, "Settings". */
export type Env = z.infer<typeof schema>;

/** Parses the environment; an empty variable counts as unset. Throws an error that names each bad one. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path[0]?.toString() ?? ''}: ${issue.message}`);
  throw new Error(`These environment variables can't be used:\n${lines.join('\n')}`);
}
