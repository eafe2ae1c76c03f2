'use client';

import { useMemo } from 'react';
import type { FormErrors } from '../ui/form';
import type { RunningAction } from '../use-action';

/** The refusals that are about one field of a form, by their code: shown there, not above the form. */
export type FieldOfCode = Readonly<Record<string, string>>;

/** An action's errors with such refusals at their fields. `fieldOf` must keep its identity. */
export function useFieldErrors<T>(running: RunningAction<T>, fieldOf: FieldOfCode): FormErrors | undefined {
  const { errors, refusal } = running;
  return useMemo(() => {
    const field = refusal && fieldOf[refusal.code];
    return field ? { fields: { [field]: refusal.message } } : errors;
  }, [errors, refusal, fieldOf]);
}
