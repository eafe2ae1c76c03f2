import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { State } from './state';

/** The person may not see or do this; `children` says who could allow it. */
export function NoPermissionState({ title, children }: { title?: ReactNode; children?: ReactNode }) {
  const t = useTranslations('ui');
  return (
    <State icon="eyeOff" tone="warning" title={title ?? t('noPermission')}>
      {children ?? t('noPermissionHelp')}
    </State>
  );
}
