// Follows a new key until its lock's vendor has made it.

/** Milliseconds between looks, about a minute together: a key takes seconds as a rule, and hours at worst. */
const waits = [500, 1000, 1500, 2000, 4000, 8000, 16000, 30000];

/**
 * Looks at a key until it is no longer `creating`, or often enough. `look()` resolves to the key or `undefined` if it
 * is gone. Resolves to what was seen last; rejects as `look` does, or when `signal` aborts.
 */
export async function watched(look, { signal }) {
  let key;
  for (const wait of waits) {
    await pause(wait, signal);
    key = await look();
    if (key?.state !== 'creating') break;
  }
  return key;
}

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
}
