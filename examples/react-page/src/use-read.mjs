import { useCallback, useEffect, useState } from 'react';

/**
 * Reads something, and again after `reload()`. What was read stays while it is read again. The request is aborted when the
 * component goes or reads something else.
 *
 * @param read gets `{ signal }`; wrap it in `useCallback`, for a new function is something else to read.
 * @returns `{ data, error, isLoading, reload }`
 */
export function useRead(read) {
  const [state, setState] = useState({});
  const [round, setRound] = useState(0);

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    read({ signal }).then(
      (data) => signal.aborted || setState({ read, round, data }),
      (error) => signal.aborted || setState((before) => ({ read, round, data: dataOf(before, read), error })),
    );
    return () => leaving.abort();
  }, [read, round]);

  const reload = useCallback(() => setRound((last) => last + 1), []);
  const isLoading = state.read !== read || state.round !== round;
  return { data: dataOf(state, read), error: isLoading ? undefined : state.error, isLoading, reload };
}

/** What was read of something else does not count. */
const dataOf = (state, read) => (state.read === read ? state.data : undefined);
