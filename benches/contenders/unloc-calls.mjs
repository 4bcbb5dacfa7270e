// What both entries of this package have in common. `maxConcurrent` is that of the case with the most in flight.
export function callsOf(init, getKeys, { baseUrl, token, fetch }) {
  init(baseUrl, { fetch, maxConcurrent: 64 });
  return async (count) => {
    const { data, error } = await getKeys(token, { lockHolderId: String(count) });
    if (error) throw error;
    return data;
  };
}
