/** The looks that menus and select lists share. */
export const popClass =
  'rounded-card bg-raised shadow-pop transition-opacity duration-100 outline-none entering:opacity-0 exiting:opacity-0';

export const itemClass =
  'flex min-h-8 cursor-pointer items-center gap-2 rounded-control px-2.5 py-1.5 text-ink outline-none ' +
  'focus:bg-accent-soft disabled:cursor-default disabled:text-ink-3';
