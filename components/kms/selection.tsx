'use client';

import { createContext, type ReactNode, use, useMemo, useState } from 'react';

/** A chosen key or secret: its ID or name, and what it is called. */
export type Selected = { readonly id: string; readonly label: string };

type Selection = {
  /** Labels by ID, in the order in which they were chosen. */
  readonly chosen: ReadonlyMap<string, string>;
  readonly choose: (items: readonly Selected[], isChosen: boolean) => void;
  readonly clear: () => void;
};

const SelectionContext = createContext<Selection | null>(null);

/** What is chosen in one list of one region, over its pages, orders and searches, until the list is left. */
export function SelectionProvider({ children }: { children: ReactNode }) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(() => new Map());
  const selection = useMemo(
    () => ({
      chosen,
      choose: (items: readonly Selected[], isChosen: boolean) =>
        setChosen((before) => {
          const after = new Map(before);
          for (const { id, label } of items) isChosen ? after.set(id, label) : after.delete(id);
          return after;
        }),
      clear: () => setChosen(new Map()),
    }),
    [chosen],
  );
  return <SelectionContext value={selection}>{children}</SelectionContext>;
}

export function useSelection(): Selection {
  const selection = use(SelectionContext);
  if (selection === null) throw new Error('There is no SelectionProvider around this.');
  return selection;
}
