// axios as it comes: over `node:http` in Node, over XMLHttpRequest in browsers, without a timeout.
import axios from 'axios';

export function create({ baseUrl, token, fetch }) {
  const client = axios.create({
    baseURL: baseUrl,
    headers: { authorization: `Bearer ${token}` },
    ...(fetch && { adapter: (config) => fetch(config) }),
  });
  return async (count) => (await client.get(`/integrators/v1/lock-holders/${count}/keys/`)).data.keys;
}
