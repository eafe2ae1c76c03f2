import type { AbstractIntlMessages } from 'next-intl';
import type messages from '../messages/en.json';

type Messages = typeof messages;

/** Whose texts components use in the browser; a test holds this against the components. */
export const clientNamespaces = [
  'account',
  'backups',
  'bulk',
  'compare',
  'dayLine',
  'errors',
  'instancePage',
  'instances',
  'keyPage',
  'keys',
  'losses',
  'overview',
  'palette',
  'restores',
  'secretPage',
  'secrets',
  'shell',
  'signIn',
  'tags',
  'ui',
  'verify',
  'year',
] as const satisfies readonly (keyof Messages)[];

/** What of the texts goes to the browser: refusals and rules come with the server's answers, one at a time. */
export function clientMessages(all: Messages): AbstractIntlMessages {
  const sent: AbstractIntlMessages = { refusals: { NOT_ASKED: all.refusals.NOT_ASKED } };
  for (const namespace of clientNamespaces) sent[namespace] = all[namespace];
  return sent;
}
