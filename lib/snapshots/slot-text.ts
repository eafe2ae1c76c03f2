import { slotAt } from '../kernel/calendar.ts';

/** A slot as an address has it, in UTC to the minute: "2026-11-23T01:30Z". */
export function formatSlot(slot: Date): string {
  return `${slot.toISOString().slice(0, 16)}Z`;
}

/** The slot in which the instant lies that an address names; null for anything that names none. */
export function parseSlot(text: string | null): Date | null {
  if (text === null || !/^[12]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}Z$/.test(text)) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) || formatSlot(at) !== text ? null : slotAt(at);
}
