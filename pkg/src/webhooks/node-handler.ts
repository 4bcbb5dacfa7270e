import type { PlatformRequest, PlatformResponse } from '../platform/fetch-types';
import { attempt } from '../core/attempt';
import { unsent } from '../core/unloc-error';
import { bodyOf, headersOf, urlOf } from './node-request';
import type { NodeIncoming, NodeOutgoing } from './node-types';
import { report } from './report';

/** The options of {@link toNodeHandler}. */
export interface NodeHandlerOptions {
  /**
   * Called with what the handler threw, or what kept its response from being sent. Default: one line by `console.error`.
   *
   * @param thrown the error.
   */
  onError?(thrown: unknown): void;
}

/** Handles a request of Node's `http`, Express or Connect. It never rejects, and does not call `next`. */
export type NodeHandler = (incoming: NodeIncoming, outgoing: NodeOutgoing, next?: unknown) => Promise<void>;

/**
 * Makes a handler from `Request` to `Response`, such as that of {@link createWebhookHandler}, a handler for Node: for
 * `createServer` of `http` and `http2`, for Express and Connect.
 *
 * The request has the path and query of Node's, and the host `localhost`. Its body is read from the connection as it
 * is. If a body parser has read it before, it is what that has left: `rawBody`, or `body` as text, bytes or JSON.
 * If nothing is left, reading the body rejects with an `UnlocError`.
 *
 * | status | when |
 * | --- | --- |
 * | the handler's | it has returned a response |
 * | 400 | the request's target is neither a path nor a URL, or its method is one that a `Request` cannot have: CONNECT, TRACE, TRACK |
 * | 500 | the handler threw or returned no response: `onError` is called |
 *
 * If the response's body fails after its first bytes, the connection is closed.
 *
 * @param handler from a `Request` to a `Response`.
 * @param options what is told about errors.
 * @returns the handler for Node.
 * @throws UnlocError `invalid_argument` if the handler or `onError` is not a function.
 */
export function toNodeHandler(
  handler: (request: PlatformRequest) => PlatformResponse | PromiseLike<PlatformResponse>,
  options?: NodeHandlerOptions,
): NodeHandler {
  const { onError } = options || {};
  if (typeof handler !== 'function' || (onError !== undefined && typeof onError !== 'function'))
    throw unsent('invalid_argument', 'toNodeHandler', 'the handler and "onError" must be functions.', false);

  return async (incoming, outgoing) => {
    let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
    let hasBegun = false;
    let isGone = outgoing.destroyed;
    let proceed = (): void => undefined;
    const leave = (): void => {
      isGone = true;
      proceed();
      if (reader) reader.cancel().catch(() => undefined);
    };
    outgoing.on('close', leave);
    outgoing.on('drain', () => proceed());
    // Without a listener it would end the process.
    outgoing.on('error', () => undefined);
    try {
      const { method = 'GET' } = incoming;
      const url = urlOf(incoming);
      if (!url || /^(CONNECT|TRACE|TRACK)$/i.test(method))
        return say(outgoing, 400, 'The method or the target of this request is not supported.');
      const body = /^(GET|HEAD)$/.test(method) ? undefined : bodyOf(incoming, outgoing);
      const init = { method, headers: headersOf(incoming), body, duplex: 'half' };
      const response = (await handler(new Request(url, init as RequestInit) as PlatformRequest)) as Response;
      if (!response || !response.headers) throw new TypeError('the handler returned no Response.');
      if (response.body && method !== 'HEAD') reader = response.body.getReader();
      if (isGone) leave();
      // Before the head is sent: if the body fails, the status can still say so.
      let chunk = reader && (await reader.read());
      // A sender that is too slow may go on sending.
      if (response.status === 408) outgoing.shouldKeepAlive = false;
      outgoing.writeHead(response.status, headersFor(response));
      hasBegun = true;
      while (chunk && !chunk.done) {
        if (!outgoing.write(chunk.value) && !isGone)
          await new Promise<void>((done) => {
            proceed = done;
          });
        chunk = await reader!.read();
      }
      outgoing.end();
    } catch (thrown) {
      report(onError, thrown, () =>
        // One line: the members of an error may contain the URL, and with it the token.
        console.error(`unloc-integrator-client: a request failed: ${thrown}`.split('\n')[0]),
      );
      attempt(() => (hasBegun ? outgoing.destroy() : say(outgoing, 500, 'The request failed here.')));
    }
  };
}

/** The headers for Node. Only `set-cookie` may come more than once. */
function headersFor(response: Response): { [name: string]: string | string[] } {
  const headers: { [name: string]: string | string[] } = {};
  const cookies: string[] = [];
  response.headers.forEach((value, name) => {
    headers[name] = name === 'set-cookie' && cookies.push(value) ? cookies : value;
  });
  return headers;
}

function say(outgoing: NodeOutgoing, status: number, words: string): void {
  outgoing.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  outgoing.end(`${words}\n`);
}
