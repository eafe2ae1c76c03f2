import { useTranslations } from 'next-intl';
import type { KeyState } from '@/lib/kms/model';
import { Status, type StatusTone } from '../ui/status';

const tones: Record<KeyState, StatusTone> = {
  Enabled: 'good',
  Disabled: 'neutral',
  PendingDeletion: 'warning',
  PendingCreation: 'busy',
};

export function KeyStatus({ state }: { state: KeyState }) {
  const t = useTranslations('keys');
  return <Status tone={tones[state]}>{t(`state.${state}`)}</Status>;
}
