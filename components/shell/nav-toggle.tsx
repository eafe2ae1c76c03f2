import { useTranslations } from 'next-intl';
import { Icon } from '@/components/ui/icon';

export const navId = 'navigation';

/** Opens the navigation where it has no room of its own: the browser does it, with or without JavaScript. */
export function NavToggle() {
  const t = useTranslations('shell');
  return (
    <button
      type="button"
      popoverTarget={navId}
      aria-label={t('menu')}
      className="-ml-1 grid size-8 place-items-center rounded-control hover:bg-bar-hover lg:hidden"
    >
      <Icon name="menu" className="size-5" />
    </button>
  );
}
