// The platform's own `fetch`, with nothing around it: what everything is measured by.
export function create({ baseUrl, token, fetch = globalThis.fetch }) {
  return async (count) => {
    const response = await fetch(`${baseUrl}/integrators/v1/lock-holders/${count}/keys/`, {
      headers: { accept: 'application/json', authorization: `Bearer ${token}` },
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return (await response.json()).keys;
  };
}
