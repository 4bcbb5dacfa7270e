// ky as it comes: with a timeout of 10 s and retries.
import ky from 'ky';

export function create({ baseUrl, token, fetch }) {
  const client = ky.create({
    prefixUrl: baseUrl,
    headers: { authorization: `Bearer ${token}` },
    ...(fetch && { fetch }),
  });
  return async (count) => (await client.get(`integrators/v1/lock-holders/${count}/keys/`).json()).keys;
}
