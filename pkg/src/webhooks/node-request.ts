import { attempt } from '../core/attempt';
import type { NodeIncoming, NodeOutgoing } from './node-types';
import { alreadyRead } from './read-body';

/** The URL of a request; `undefined` if its target has no path. The header `Host` is the sender's word, so it is not in it. */
export function urlOf({ originalUrl, url }: NodeIncoming): string | undefined {
  // A proxy's request has an absolute URL. Only the path is parsed: `//` would be read as a host.
  const path = (originalUrl || url || '/').replace(/^https?:\/\/[^/?#\\]*/i, '');
  return /^([/?]|$)/.test(path) ? `http://localhost${path}` : undefined;
}

/** Its headers, without the pseudo-headers of HTTP/2. */
export function headersOf({ headers }: NodeIncoming): Array<[string, string]> {
  return Object.entries(headers)
    .filter(([name, value]) => name[0] !== ':' && value !== undefined)
    .map(([name, value]) => [name, String(value)]);
}

/** Its body: the bytes as they came where they are left, otherwise what a body parser made of them. */
export function bodyOf(
  incoming: NodeIncoming,
  outgoing: NodeOutgoing,
): string | ArrayBufferView | ReadableStream<Uint8Array> {
  const { rawBody } = incoming;
  if (isRaw(rawBody)) return rawBody;
  if (!incoming.readableDidRead && !incoming.readableEnded) return streamOf(incoming, outgoing);
  // Looked at last: before anything is read, older body parsers set an empty object.
  const { body } = incoming;
  if (isRaw(body)) return body;
  if (body !== undefined) return JSON.stringify(body);
  return new ReadableStream({ start: (controller) => controller.error(alreadyRead('toNodeHandler')) });
}

function isRaw(value: unknown): value is string | ArrayBufferView {
  return typeof value === 'string' || ArrayBuffer.isView(value);
}

/** The body as a stream of the platform. That of Node would close the connection when it is cancelled. */
function streamOf(incoming: NodeIncoming, outgoing: NodeOutgoing): ReadableStream<Uint8Array> {
  const resume = (): void => void incoming.resume();
  return new ReadableStream<Uint8Array>({
    // At once: what is read before the first listener would be lost.
    start(controller) {
      const fail = (): void => {
        if (!incoming.readableEnded) controller.error(new Error('The connection broke off during the body.'));
      };
      incoming.on('data', (chunk) =>
        // Once the stream is closed this throws, and the rest flows away.
        attempt(() => {
          controller.enqueue(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : (chunk as Uint8Array));
          incoming.pause();
        }),
      );
      incoming.on('end', () => attempt(() => controller.close()));
      incoming.on('error', fail);
      incoming.on('close', fail);
      // What nobody has read would hold up the next request of the connection.
      outgoing.on('finish', () => {
        fail();
        resume();
      });
      if (incoming.destroyed) fail();
    },
    pull: resume,
    cancel: resume,
  });
}
