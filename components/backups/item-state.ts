import { useTranslations } from 'next-intl';

const itemStates = ['Enabled', 'Disabled', 'PendingDeletion', 'Live', 'RecoveryWindow'] as const;

/** The word for a state as it stands in a backup. */
export function useItemState(): (state: string) => string {
  const t = useTranslations('backups');
  return (state) => t(`itemState.${itemStates.find((known) => known === state) ?? 'other'}`);
}
