import { useTranslations } from 'next-intl';

type PageCountProps = {
  page: { readonly position: number; readonly total: number; readonly items: readonly unknown[] };
  /** All of them in words, as "100,000 keys". */
  all: string;
};

/** How much of a list its page shows: "21–40 of 100,000 keys", or "3 keys" where that is all of them. */
export function PageCount({ page: { position, total, items }, all }: PageCountProps) {
  const t = useTranslations('ui');
  if (items.length === total || items.length === 0) return all;
  return t('range', { first: position + 1, last: position + items.length, all });
}
