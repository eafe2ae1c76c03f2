export type MenuChoice = {
  id: string;
  label: string;
  href?: string | undefined;
  onAction?: (() => void) | undefined;
  tone?: 'danger' | undefined;
  /** Why it can't be chosen now: it is shown with this, can be reached and does nothing. */
  disabledReason?: string | undefined;
};

export type MenuGroup = {
  id: string;
  label?: string | undefined;
  items: readonly MenuChoice[];
  /** Given, the group is a choice of one, and this is the id chosen now. */
  selected?: string | undefined;
};
