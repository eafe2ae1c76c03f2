import { cx } from './cx';

export type ButtonVariant = 'primary' | 'secondary' | 'danger' | 'text' | 'quiet';

const base =
  'relative inline-flex items-center justify-center whitespace-nowrap select-none transition-colors ' +
  'disabled:cursor-default aria-disabled:cursor-default';
const box = 'h-8 gap-1.5 rounded-control border px-3.5 font-medium';

const looks: Record<ButtonVariant, string> = {
  primary: `${box} border-transparent bg-accent text-on-accent hover:bg-accent-strong disabled:bg-sunken disabled:border-line disabled:text-ink-3`,
  secondary: `${box} border-line-strong bg-surface text-ink hover:border-accent hover:text-accent disabled:border-line disabled:bg-sunken disabled:text-ink-3`,
  danger: `${box} border-transparent bg-danger text-on-danger hover:bg-danger-strong disabled:bg-sunken disabled:border-line disabled:text-ink-3`,
  text: 'min-h-6 gap-1 rounded-control text-accent underline-offset-2 hover:underline disabled:text-ink-3 disabled:no-underline',
  quiet: 'size-8 rounded-control text-ink-2 hover:bg-hover hover:text-ink disabled:text-ink-3',
};

/** The classes of a button, also for a link that should look like one (`ButtonLink`). */
export function buttonClass(variant: ButtonVariant, className?: string): string {
  return cx(base, looks[variant], className);
}
