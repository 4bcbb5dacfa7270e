import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * Writes something when `run` is called, which belongs into an event handler and never into an effect: StrictMode runs effects
 * twice. A second click while the first is under way does nothing.
 *
 * A request that writes is not aborted when the component goes, since nobody would know whether it was done. `signal` is for
 * what only waits afterwards.
 *
 * @param write gets the argument of `run` and `{ signal }`.
 * @returns `{ run, isBusy, error }`; `run` resolves to whether it was done.
 */
export function useWrite(write) {
  const [state, setState] = useState({ isBusy: false });
  const isRunning = useRef(false);
  const leaving = useRef(undefined);

  useEffect(() => {
    const controller = new AbortController();
    leaving.current = controller;
    return () => controller.abort();
  }, []);

  const run = useCallback(
    async (what) => {
      if (isRunning.current) return false;
      isRunning.current = true;
      setState({ isBusy: true });
      const { signal } = leaving.current;
      try {
        await write(what, { signal });
        if (!signal.aborted) setState({ isBusy: false });
        return !signal.aborted;
      } catch (error) {
        if (!signal.aborted) setState({ isBusy: false, error });
        return false;
      } finally {
        isRunning.current = false;
      }
    },
    [write],
  );
  return { run, ...state };
}
