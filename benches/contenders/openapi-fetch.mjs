// openapi-fetch as it comes: without a timeout.
import createClient from 'openapi-fetch';

export function create({ baseUrl, token, fetch }) {
  const client = createClient({ baseUrl, headers: { authorization: `Bearer ${token}` }, fetch });
  return async (count) => {
    const { data, error } = await client.GET('/integrators/v1/lock-holders/{lockHolderId}/keys/', {
      params: { path: { lockHolderId: String(count) } },
    });
    if (error) throw error;
    return data.keys;
  };
}
