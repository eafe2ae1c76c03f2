'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { createElement, useMemo, useRef } from 'react';
import type { Action, ActionError } from './action-result';
import { SessionEnded } from './session-ended';
import type { FormErrors } from './ui/form';

class Refused extends Error {
  readonly refusal: ActionError;
  constructor(refusal: ActionError) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

export type RunningAction<T> = {
  readonly run: (input: unknown) => void;
  readonly pending: boolean;
  /** For a panel or form: at the fields, or above them. */
  readonly errors: FormErrors | undefined;
  readonly refusal: ActionError | undefined;
  readonly result: T | undefined;
  readonly reset: () => void;
};

/**
 * Calls a server action. When it was done, everything on the page that came from the server is read anew.
 * An action that could not be asked at all (no network, server gone) is an error of its own.
 */
export function useAction<T>(action: Action<T>, onDone?: (value: T) => void): RunningAction<T> {
  const router = useRouter();
  const queries = useQueryClient();
  const t = useTranslations('refusals');
  const mutation = useMutation({
    gcTime: 0, // an answer may be a secret's value: it is not kept once nothing shows it
    mutationFn: async (input: unknown) => {
      const result = await action(input);
      if (!result.ok) throw new Refused(result.error);
      return result.value;
    },
    onSuccess: (value) => {
      void queries.invalidateQueries(); // what stands open reads anew by itself; nobody has to wait for it
      router.refresh();
      onDone?.(value);
    },
  });
  const refusal = mutation.error instanceof Refused ? mutation.error.refusal : undefined;
  // The same object until the next answer: a form takes a new one for a new answer.
  const errors = useMemo(() => {
    if (!mutation.error) return undefined;
    return mutation.error instanceof Refused ? errorsOf(mutation.error.refusal) : { form: t('NOT_ASKED') };
  }, [mutation.error, t]);
  const busy = useRef(false);
  const run = (input: unknown) => {
    if (busy.current) return; // pressed twice: once is meant
    busy.current = true;
    mutation.mutate(input, {
      onSettled: () => {
        busy.current = false;
      },
    });
  };
  return {
    run,
    pending: mutation.isPending,
    errors,
    refusal,
    result: mutation.data,
    reset: () => {
      busy.current = false; // a mutation that was reset tells nobody that it has settled
      mutation.reset();
    },
  };
}

function errorsOf(refusal: ActionError): FormErrors {
  if (refusal.code === 'UNAUTHENTICATED')
    return { form: createElement(SessionEnded, { message: refusal.message }) };
  return refusal.fields ? { fields: refusal.fields } : { form: refusal.message };
}
