import { sameBytes } from '../ports/keyring.ts';
import type { ItemEvent } from './history-model.ts';
import type { ItemState } from './model.ts';

/**
 * What happened to an item, newest first, told from its states (newest first, a gap where it was deleted).
 * `isWhole`: the states go back to its first one, so that the oldest of them is its creation.
 */
export function itemTimeline(states: readonly ItemState[], isWhole: boolean): readonly ItemEvent[] {
  const events: ItemEvent[] = [];
  states.forEach((state, index) => {
    const after = states[index - 1];
    const before = states[index + 1] ?? null;
    if (state.toOrdinal !== null && state.closedSlotAt && after?.fromOrdinal !== state.toOrdinal) {
      events.push({ kind: 'deleted', slotAt: state.closedSlotAt, state: null, before: state });
    }
    if (before === null) {
      if (isWhole) events.push({ kind: 'created', slotAt: state.slotAt, state, before });
      return;
    }
    const follows = before.toOrdinal === state.fromOrdinal;
    if (follows && sameBytes(before.contentHash, state.contentHash)) return; // a fresh copy of a damaged record
    const isSame = before.itemCreatedAt.getTime() === state.itemCreatedAt.getTime();
    const kind = follows ? changeOf(before, state) : isSame ? 'restored' : 'created';
    events.push({ kind, slotAt: state.slotAt, state, before });
  });
  return events;
}

/** Another version, or a later rotation, is one; anything else changed. */
function changeOf(before: ItemState, after: ItemState): 'rotated' | 'changed' {
  const rotatedAt = (state: ItemState) => state.itemRotatedAt?.getTime() ?? 0;
  return after.versionCount > before.versionCount || rotatedAt(after) > rotatedAt(before)
    ? 'rotated'
    : 'changed';
}
