/**
 * Joins parts into one text that no other list of parts gives: what a sealed value is bound to (its AAD),
 * or what a MAC covers.
 */
export function bind(...parts: readonly (string | number | bigint | null)[]): string {
  let text = '';
  for (const part of parts)
    text += `${text === '' ? '' : ','}${part === null ? 'null' : quoted(String(part))}`;
  return `[${text}]`;
}

/** Printable ASCII without a quote or a backslash stands in JSON as it is: nearly every part, thousands a backup. */
const asItIs = /^[ !#-[\]-~]*$/;

const quoted = (text: string): string => (asItIs.test(text) ? `"${text}"` : JSON.stringify(text));
