import { useTranslations } from 'next-intl';
import { passwordLength } from '@/lib/access/model';
import type { ChangePasswordOutcome } from './change-password-state';

/** What the server's answer says to a person; undefined before there is one. */
export function useOutcomeText(outcome: ChangePasswordOutcome): string | undefined {
  const t = useTranslations('account');
  switch (outcome.code) {
    case 'NONE':
      return undefined;
    case 'DONE':
      return t('done');
    case 'FIELD':
      return t(`problems.${outcome.problem}`, passwordLength);
    case 'TOO_MANY_TRIES':
      return t('tooManyTries', { minutes: outcome.minutes });
    case 'DATABASE_AWAY':
      return t('databaseAway');
    case 'FORBIDDEN':
      return t('forbidden');
    case 'BAD_ORIGIN':
      return t('badOrigin');
  }
}
