/** Posts to a webhook; what it answers does not matter. */
export type PostingFetch = (url: string, init: { method: string; headers: { [name: string]: string }; body: string }) => PromiseLike<unknown>;

/** Posts what webhooks are to be told. Nobody waits for it, and a webhook that fails is the receiver's affair. */
export function post(posts: Array<[string, string]> | undefined, given: PostingFetch | undefined): void {
  if (posts === undefined) return;
  const send = given || (globalThis as { fetch?: PostingFetch }).fetch;
  if (typeof send !== 'function') return;
  for (const [url, body] of posts) {
    Promise.resolve()
      .then(() => send(url, { method: 'POST', headers: { 'content-type': 'application/json; charset=utf-8' }, body }))
      .then(undefined, () => {});
  }
}
