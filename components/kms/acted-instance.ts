/** An instance as its own page's actions and panels know it. */
export type ActedInstance = {
  readonly id: string;
  readonly name: string;
  readonly keyQuota: number;
  readonly secretQuota: number;
};
