/** Numbers that nobody can predict. */
export interface RandomNumbers {
  /** A whole number from 0 to `bound` - 1 (`bound` from 1 to 2^32), each as likely as any other. */
  below(bound: number): number;
}
