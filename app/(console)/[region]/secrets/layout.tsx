import type { ReactNode } from 'react';
import { SelectionProvider } from '@/components/kms/selection';

type ListLayoutProps = { params: Promise<{ region: string }>; children: ReactNode };

/** Keeps what is chosen in the list, also while one of its items is looked at; another region begins anew. */
export default async function ListLayout({ params, children }: ListLayoutProps) {
  return <SelectionProvider key={(await params).region}>{children}</SelectionProvider>;
}
