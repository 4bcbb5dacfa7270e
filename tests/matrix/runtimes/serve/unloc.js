// The embedded Unloc as a worker of its own: what the other worker sends into the network arrives here.
import { createSandbox } from 'unloc-integrator-client/sandbox';

let sandbox;
/** A promise of one request must not be awaited by another, so each waits for its own. */
const embedded = async () => {
  const made = await createSandbox();
  sandbox = sandbox || made;
  return sandbox;
};

export default {
  async fetch(request) {
    const { fetch } = sandbox || (await embedded());
    const { method, headers, url } = request;
    const body = await request.text();
    // A slow API, where a test asks for it.
    const delay = Number(headers.get('x-delay') || 0);
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    return fetch(url, { method, headers, body: body === '' ? undefined : body });
  },
};
