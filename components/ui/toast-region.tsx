'use client';

import { useTranslations } from 'next-intl';
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as AriaToastContent,
  UNSTABLE_ToastRegion as AriaToastRegion,
  Button,
  Text,
  UNSTABLE_ToastQueue as ToastQueue,
} from 'react-aria-components/Toast';
import { cx } from './cx';
import { Icon } from './icon';
import type { ToastContent, ToastTone } from './toast-content';

export const toastQueue = new ToastQueue<ToastContent>({ maxVisibleToasts: 4 });

const looks: Record<ToastTone, { mark: string; icon: 'check' | 'info' | 'warning' }> = {
  good: { mark: 'text-good', icon: 'check' },
  info: { mark: 'text-accent', icon: 'info' },
  warning: { mark: 'text-warning', icon: 'warning' },
  danger: { mark: 'text-danger', icon: 'warning' },
};

/** Above the foot of a panel, whose buttons must stay in reach. */
export function ToastRegion() {
  const t = useTranslations('ui');
  return (
    <AriaToastRegion
      queue={toastQueue}
      aria-label={t('notifications')}
      className="fixed right-4 bottom-18 z-60 flex w-[min(380px,calc(100vw-2rem))] flex-col gap-2 rounded-card outline-none focus-visible:outline-2 focus-visible:outline-accent"
    >
      {({ toast }) => (
        <AriaToast
          toast={toast}
          className="flex gap-2.5 rounded-card bg-raised py-3 pr-2 pl-3.5 shadow-pop outline-none focus-visible:outline-2 focus-visible:outline-accent"
        >
          <Icon
            name={looks[toast.content.tone].icon}
            className={cx('mt-0.5', looks[toast.content.tone].mark)}
          />
          <AriaToastContent className="min-w-0 flex-1 break-words">
            <Text slot="title" className="block font-medium">
              {toast.content.title}
            </Text>
            {toast.content.description !== undefined && (
              <Text slot="description" className="block text-ink-2">
                {toast.content.description}
              </Text>
            )}
          </AriaToastContent>
          <Button
            slot="close"
            aria-label={t('close')}
            className="grid size-6 shrink-0 place-items-center rounded-control text-ink-3 hover:bg-hover hover:text-ink"
          >
            <Icon name="close" />
          </Button>
        </AriaToast>
      )}
    </AriaToastRegion>
  );
}
