/**
 * Whether an error, or one that caused it, says that the database can't be reached or won't serve us now
 * (Prisma P1001, P1002, P1008, P1017, P2024; SQLSTATE classes 08 and 57P, 53300; socket errors).
 */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 8) return false;
  const about = {
    code: read(error, 'code'),
    original: read(error, 'originalCode'),
    kind: read(error, 'kind'),
  };
  if ([about.code, about.original, about.kind].some((word) => typeof word === 'string' && away.test(word)))
    return true;
  const message = read(error, 'message');
  if (typeof message === 'string' && awayWords.test(message)) return true;
  const inner = read(error, 'errors');
  const causes = [read(error, 'cause'), read(error, 'meta'), read(error, 'driverAdapterError')];
  return [...causes, ...(Array.isArray(inner) ? inner : [])].some((cause) =>
    isDatabaseAway(cause, depth + 1),
  );
}

const away =
  /^(P1001|P1002|P1008|P1017|P2024|08\w{3}|57P\d\d|53300|E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)|DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections)$/;

/** What the driver says, without a code, of a connection that broke or never came about. */
const awayWords =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

function read(from: object, name: string): unknown {
  return Reflect.get(from, name);
}
