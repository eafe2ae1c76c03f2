/**
 * Joins parts into one text that no other list of parts gives: what a sealed value is bound to (its AAD),
 * or what a MAC covers.
 */
export function bind(...parts: readonly (string | number | bigint | null)[]): string {
  return JSON.stringify(parts.map((part) => (part === null ? null : String(part))));
}
