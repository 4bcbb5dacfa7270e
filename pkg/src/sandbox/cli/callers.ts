import type { IncomingMessage } from 'http';
import { isIP } from 'net';
import { hostnameOf, isLoopback } from './loopback';

/*
 * The command listens on the developer's machine, where every web page that is open in the browser can send requests to it.
 * Browsers say from where a request comes, programs do not: what says nothing is a program of this machine.
 */

/** Who may use the server, besides programs and pages of this machine. */
export interface Callers {
  /** The address that it listens on. */
  readonly host: string;
  /** More host names that it answers for. */
  readonly names: readonly string[];
  /** Origins whose pages may use it. */
  readonly origins: readonly string[];
  /** Whoever sends it as `x-sandbox-key` may use it, whatever the origin. */
  readonly key: string;
}

/** Why a request is not answered. */
export interface Refusal {
  readonly status: number;
  readonly error: string;
  readonly errorDescription: string;
  /** What to tell the person who started the server. */
  readonly hint?: string;
}

/** Why a request is not answered; `undefined` if it is. */
export function refusalOf(request: IncomingMessage, callers: Callers): Refusal | undefined {
  const { host = '', origin, referer = '', 'sec-fetch-site': site, 'x-sandbox-key': key } = request.headers;
  // A name server may give this machine's address for any name, and the browser then takes the page for ours.
  if (!answersFor(host, callers)) return misdirected;
  // Only the browser itself can say `same-origin`: a page cannot set this header. Our page of the sign-in says no other origin
  // than `null`.
  if (key === callers.key || site === 'same-origin') return undefined;
  if (origin !== undefined) return mayUse(origin, host, callers) ? undefined : foreign(origin);
  // Pictures, scripts, frames and links of a page have no origin. A page may send people to where they sign in.
  if (site !== 'cross-site' || isSignIn(request)) return undefined;
  const [from = ''] = /^\w+:\/\/[^/]+/.exec(referer) || [];
  return mayUse(from, host, callers) ? undefined : foreign(from);
}

/** Whether a `Host` is a name of this server. Its port may be that of a proxy, a tunnel or a container. */
function answersFor(host: string, { host: ownHost, names }: Callers): boolean {
  const hostname = hostnameOf(host);
  if (hostname === undefined) return false;
  if (isLoopback(hostname) || [ownHost, ...names].some((name) => hostnameOf(name) === hostname)) return true;
  // It listens on all addresses of this machine. No name server can make a browser say an address.
  return ['0.0.0.0', '[::]'].includes(hostnameOf(ownHost)!) && isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
}

/** Whether pages of an origin may use the server. */
function mayUse(origin: string, host: string, { origins }: Callers): boolean {
  const [, ofPage = '', hostname = ''] = /^https?:\/\/((\[[^\]]*\]|[^:]*)(?::\d+)?)$/.exec(origin) || [];
  return isLoopback(hostname) || (ofPage !== '' && ofPage === host.toLowerCase()) || origins.includes(origin);
}

const isSignIn = ({ method, url = '', headers }: IncomingMessage): boolean =>
  method === 'GET'
  && /^\/oauth\/authorize\/?(?:\?|$)/.test(url)
  && headers['sec-fetch-mode'] === 'navigate'
  && headers['sec-fetch-dest'] === 'document';

const misdirected: Refusal = {
  status: 421,
  error: 'MisdirectedRequest',
  errorDescription:
    'The sandbox does not answer for this host name: call it at 127.0.0.1 or localhost, or start it with --name and the name.',
};

function foreign(origin: string): Refusal {
  const refusal: Refusal = {
    status: 403,
    error: 'OriginNotAllowed',
    errorDescription:
      'A page of another origin may not use the sandbox: start it with --cors and the origin, or send its key as x-sandbox-key.',
  };
  // What else a header may hold does not belong on a terminal.
  if (!/^(?:null|[a-z][a-z\d+.-]*:\/\/[\w.:[\]-]{1,100})$/.test(origin)) return refusal;
  return { ...refusal, hint: `Refused a web page of ${origin}; --cors ${origin} would let it use this sandbox.` };
}
