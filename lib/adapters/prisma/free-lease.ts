/** How far a lease may reach, in seconds; one that reaches further was taken before the clock went back. */
export const longestLeaseSeconds = 120;

/** SQL: nobody holds the backup instance `b`. `now`: the parameter's place, as "$1". */
export const freeLease = (now: string): string =>
  `(b.lease_until IS NULL OR b.lease_until < ${now}::timestamptz
    OR b.lease_until > ${now}::timestamptz + interval '${longestLeaseSeconds} seconds')`;

/** SQL: the schedule of the backup instance `b` runs. */
export const scheduled = (now: string): string =>
  `b.state = 'ENABLED' AND (b.expires_at IS NULL OR b.expires_at > ${now}::timestamptz)`;
