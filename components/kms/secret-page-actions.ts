import type { SecretGenerator, Tags } from '@/lib/kms/model';
import type { Action } from '../action-result';

/** What is changed of a secret on its own page alone. */
export type SecretPageActions = {
  readonly edit: Action<void>;
  readonly setRotation: Action<void>;
};

/** What the panels of a secret's own page begin with: as the page shows it now. */
export type SecretNow = {
  readonly instanceId: string;
  readonly keyId: string;
  readonly description: string;
  readonly tags: Tags;
  readonly rotationDays: number | null;
  readonly generator: SecretGenerator | null;
};
