/** A `fetch` without a network: a new `Response` with this body, at once. */
export function instantly(body) {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'x-request-id': 'bench' };
  return async () => new Response(body, { headers });
}
