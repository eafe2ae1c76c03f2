/** Reads from the console's own routes; the text of a refusal is the error's message. */
export async function readJson<T>(url: string): Promise<T> {
  const response = await fetch(url, { headers: { accept: 'application/json' } });
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(messageOf(body) ?? response.statusText);
  return body as T; // the route's own type: both sides are built together
}

function messageOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('message' in body)) return undefined;
  return typeof body.message === 'string' ? body.message : undefined;
}
