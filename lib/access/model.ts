/** Who asks. Every use case takes one and reaches no further than its account. */
export type Actor = {
  readonly accountId: string;
  readonly userId: string;
  readonly userName: string;
};
