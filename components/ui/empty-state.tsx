import type { ReactNode } from 'react';
import { State } from './state';

/** Nothing here yet: says so, and what to do next. */
export function EmptyState({
  title,
  children,
  actions,
}: {
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <State icon="info" title={title} actions={actions}>
      {children}
    </State>
  );
}
