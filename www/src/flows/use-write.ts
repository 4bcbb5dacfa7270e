import { useSignal } from '@preact/signals';

/** One write of a dialog: whether it is under way, and why it failed. */
export interface Write {
  busy: boolean;
  error: unknown;
  /** Does it, unless it is under way. Resolves to whether it was done. */
  run(work: () => Promise<unknown>): Promise<boolean>;
}

/** For dialogs that send one thing. */
export function useWrite(): Write {
  const busy = useSignal(false);
  const error = useSignal<unknown>(undefined);
  return {
    busy: busy.value,
    error: error.value,
    async run(work) {
      if (busy.value) return false;
      busy.value = true;
      error.value = undefined;
      try {
        await work();
        return true;
      } catch (thrown) {
        error.value = thrown;
        return false;
      } finally {
        busy.value = false;
      }
    },
  };
}
