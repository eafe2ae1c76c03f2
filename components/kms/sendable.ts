const encoder = new TextEncoder();

/**
 * A field's text if it has at most so many bytes (in UTF-8), else none: an action refuses both with the same rule
 * at the field, and a text of megabytes would not reach it.
 */
export function sendable(text: FormDataEntryValue | null, mostBytes: number): string {
  if (typeof text !== 'string' || text.length > mostBytes) return '';
  return encoder.encode(text).length <= mostBytes ? text : '';
}
