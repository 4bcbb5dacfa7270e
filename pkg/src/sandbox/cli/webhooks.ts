import type { PostingFetch } from '../webhook-delivery';
import { isLoopback } from './loopback';

/** Posts events to webhooks of this machine, and to others if `anywhere` says so; `tell` gets what was not posted. */
export const postingFetch =
  (anywhere: boolean, tell: (hint: string) => void): PostingFetch =>
  async (url, init) => {
    if (anywhere) return fetch(url, init);
    const { hostname, origin } = new URL(url);
    // A redirect could lead to another machine.
    if (isLoopback(hostname)) return fetch(url, { ...init, redirect: 'manual' });
    tell(`An event was not posted to ${origin}, which is not this machine; --webhooks-anywhere allows it.`);
    return undefined;
  };
