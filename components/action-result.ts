import type { Result } from '@/lib/kernel/result';
import type { MissingKey } from '@/lib/restores/errors';

/** A refusal as it reaches the browser: a text to show, and what a panel needs to offer a way out. */
export type ActionError = {
  readonly code: string;
  readonly message: string;
  /** The rules that were not kept, by field. */
  readonly fields?: Readonly<Record<string, string>>;
  /** What someone else changed meanwhile of what was to be changed. */
  readonly changedMeanwhile?: readonly string[];
  /** Keys to restore before a secret. */
  readonly missingKeys?: readonly MissingKey[];
  /** The alias that a restored key can't have, since another key has it. */
  readonly takenAlias?: string;
  /** The KMS instance that already holds the item. */
  readonly existsIn?: string;
};

export type ActionResult<T> = Result<T, ActionError>;

/** A server action as components take it. */
export type Action<T> = (input: unknown) => Promise<ActionResult<T>>;
