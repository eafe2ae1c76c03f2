/** The one source of "now". Rules take the moment as an argument instead. */
export interface Clock {
  now(): Promise<Date>;
}
