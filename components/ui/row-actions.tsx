'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { Button } from './button';
import { Link } from './link';
import { MenuButton } from './menu';
import { once } from './once';

const ShutAction = dynamic(() => import('./shut-action').then((module) => module.ShutAction));

export type RowAction = {
  id: string;
  label: string;
  href?: string | undefined;
  onAction?: (() => void) | undefined;
  /** Why it can't be done now: the action can be reached all the same, does nothing, and tells this. */
  disabledReason?: string | undefined;
  tone?: 'danger' | undefined;
  /** It is under way: it can't be pressed again until it is done. */
  pending?: boolean | undefined;
};

export type RowActionsProps = {
  /** What the actions act on, for screen readers: "View Data, orders-prod" would be heard in a list of buttons. */
  subject: string;
  actions: readonly RowAction[];
  /** How many stand in the row; the others go under More. */
  visible?: number;
};

/** Actions as words parted by thin bars. Their accessible names are their labels, described by the subject. */
export function RowActions({ subject, actions, visible = 3 }: RowActionsProps) {
  const t = useTranslations('ui');
  const hasMore = actions.length > visible;
  const shown = hasMore ? actions.slice(0, Math.max(visible - 1, 1)) : actions;
  const rest = actions.slice(shown.length);
  return (
    <span className="-my-0.5 inline-flex flex-wrap items-center gap-x-2 @2xl:flex-nowrap">
      {shown.map((action, index) => (
        <Fragment key={action.id}>
          {index > 0 && <Bar />}
          <ActionWord action={action} subject={subject} />
        </Fragment>
      ))}
      {hasMore && (
        <>
          <Bar />
          <MenuButton
            label={t('more')}
            placement="bottom end"
            groups={[{ id: 'more', items: rest }]}
            className="text-accent"
          >
            {t('more')}
          </MenuButton>
        </>
      )}
    </span>
  );
}

function Bar() {
  return <span aria-hidden="true" className="h-3 w-px bg-line-strong" />;
}

function ActionWord({ action, subject }: { action: RowAction; subject: string }) {
  if (action.disabledReason !== undefined)
    return <ShutAction label={action.label} reason={action.disabledReason} />;
  if (action.href !== undefined) {
    return (
      <Link
        href={action.href}
        aria-description={subject}
        className="inline-flex min-h-6 items-center whitespace-nowrap"
      >
        {action.label}
      </Link>
    );
  }
  return (
    <Button
      variant="text"
      aria-description={subject}
      pending={action.pending}
      onClick={once(action.onAction)}
    >
      {action.label}
    </Button>
  );
}
