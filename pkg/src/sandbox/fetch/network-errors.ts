/* The errors of a broken connection, as Node's `fetch` has them. */

function withCause(message: string, cause: Error): TypeError {
  const error = new TypeError(message);
  Object.defineProperty(error, 'cause', { value: cause, writable: true, configurable: true });
  return error;
}

/** The connection broke before the response. */
export const resetError = (): TypeError =>
  withCause(
    'fetch failed',
    Object.assign(new Error('read ECONNRESET'), { errno: -104, code: 'ECONNRESET', syscall: 'read' }),
  );

/** The connection broke during the body. */
export function terminatedError(): TypeError {
  const cause = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
  cause.name = 'SocketError';
  return withCause('terminated', cause);
}
