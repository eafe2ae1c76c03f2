/** What a form's `GeneratorFields` hold, for an action, which judges it. */
export function generatorOf(data: FormData): unknown {
  return { length: data.get('generator.length') ?? '', kinds: data.getAll('generator.kinds') };
}
