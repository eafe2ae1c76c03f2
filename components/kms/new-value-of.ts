import { mostSecretBytes } from '@/lib/kms/limits';
import { generatorOf } from './generator-of';
import { sendable } from './sendable';

/** What a form's `ValueFields` hold, for an action, which judges it. */
export function newValueOf(data: FormData): Readonly<Record<string, unknown>> {
  return data.get('from') === 'generated'
    ? { from: 'generated', generator: generatorOf(data) }
    : { from: 'typed', value: sendable(data.get('value'), mostSecretBytes) };
}
