/** A refusal of one of the console's own routes; its message is for people. */
export class ReadRefused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Reads from the console's own routes. Throws `ReadRefused` with the refusal's code and text. */
export async function readJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    ...(signal && { signal }),
  });
  const body: unknown = await response.json();
  if (!response.ok)
    throw new ReadRefused(textOf(body, 'code') ?? '', textOf(body, 'message') ?? response.statusText);
  return body as T; // the route's own type: both sides are built together
}

function textOf(body: unknown, name: 'code' | 'message'): string | undefined {
  if (typeof body !== 'object' || body === null || !(name in body)) return undefined;
  const value: unknown = Reflect.get(body, name);
  return typeof value === 'string' ? value : undefined;
}
