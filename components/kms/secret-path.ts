/** A secret's own page. Its name may hold slashes, so it stands in the query. */
export function secretPath(region: string, name: string): string {
  return `/${region}/secrets/item?name=${encodeURIComponent(name)}`;
}
