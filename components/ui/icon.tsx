import type { ReactNode } from 'react';
import { cx } from './cx';

const shapes = {
  check: <path d="m3.5 8.5 3 3 6-7" />,
  chevronDown: <path d="m4 6 4 4 4-4" />,
  chevronFirst: <path d="M12 4 8 8l4 4M4 4v8" />,
  chevronLast: <path d="m4 4 4 4-4 4M12 4v8" />,
  chevronLeft: <path d="m10 4-4 4 4 4" />,
  chevronRight: <path d="m6 4 4 4-4 4" />,
  close: <path d="m4 4 8 8m0-8-8 8" />,
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
      <path d="M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5" />
    </>
  ),
  eye: (
    <>
      <path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8Z" />
      <circle cx="8" cy="8" r="2" />
    </>
  ),
  eyeOff: (
    <>
      <path d="M6.2 3.8A6.4 6.4 0 0 1 8 3.5c4 0 6.5 4.5 6.5 4.5a11 11 0 0 1-1.8 2.3M4 5a10.5 10.5 0 0 0-2.5 3S4 12.5 8 12.5a6.5 6.5 0 0 0 3.2-.9" />
      <path d="m2.5 2.5 11 11" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 7.5v3.2M8 5v.1" />
    </>
  ),
  menu: <path d="M2.5 4h11m-11 4h11m-11 4h11" />,
  minus: <path d="M3.5 8h9" />,
  person: (
    <>
      <circle cx="8" cy="5.25" r="2.75" />
      <path d="M2.75 13.5c.5-2.6 2.5-4 5.25-4s4.75 1.4 5.25 4" />
    </>
  ),
  plus: <path d="M3.5 8h9M8 3.5v9" />,
  refresh: <path d="M13 8a5 5 0 1 1-1.5-3.6L13 6M13 2.7V6H9.7" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.25" />
      <path d="m10.2 10.2 3.3 3.3" />
    </>
  ),
  sortDown: <path d="M8 3v10m-3.5-3.5L8 13l3.5-3.5" />,
  sortUp: <path d="M8 13V3M4.5 6.5 8 3l3.5 3.5" />,
  warning: (
    <>
      <path d="M8 2.2 14.3 13a.5.5 0 0 1-.4.8H2.1a.5.5 0 0 1-.4-.8L8 2.2Z" />
      <path d="M8 6.5v3.3m0 1.9v.1" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

/** A line drawing in the current text colour, 16 px unless classes say otherwise; hidden from screen readers. */
export function Icon({ name, className }: { name: IconName; className?: string | undefined }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={cx('size-4 shrink-0', className)}
    >
      {shapes[name]}
    </svg>
  );
}
