// The platform's `fetch` with what keeps a call bounded: a signal of its own and a timer, as this package has.
export function create({ baseUrl, token, fetch = globalThis.fetch }) {
  return async (count) => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), 15_000);
    // A number in browsers; in Node a timer, which alone must keep no process.
    timer.unref?.();
    try {
      const response = await fetch(`${baseUrl}/integrators/v1/lock-holders/${count}/keys/`, {
        headers: { accept: 'application/json', authorization: `Bearer ${token}` },
        signal: controller.signal,
      });
      if (!response.ok) throw new Error(`status ${response.status}`);
      return (await response.json()).keys;
    } finally {
      clearTimeout(timer);
    }
  };
}
