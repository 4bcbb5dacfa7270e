/** Posts to a webhook. Its response is ignored. */
export type PostingFetch = (
  url: string,
  init: { method: string; headers: { [name: string]: string }; body: string },
) => PromiseLike<unknown>;

/** Posts events to webhooks, without waiting for the responses. Failures are ignored. */
export function deliverWebhooks(posts: Array<[string, string]> | undefined, given: PostingFetch | undefined): void {
  if (posts === undefined) return;
  const send = given || (globalThis as { fetch?: PostingFetch }).fetch;
  if (typeof send !== 'function') return;
  for (const [url, body] of posts) {
    Promise.resolve()
      .then(() => send(url, { method: 'POST', headers: { 'content-type': 'application/json; charset=utf-8' }, body }))
      .then(undefined, () => {});
  }
}
