import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'http';
import type { Socket } from 'net';
import { later, ordinary, pieces } from '../fetch/chunks';
import type { WasmAnswer, WasmDelivery } from '../../wasm/sandbox-exports';
import { handlerOf } from '../internal';
import type { Sandbox } from '../sandbox';

/** The largest body that is accepted: twice the largest picture in base64. */
const maxBodyLength = 8 * 1024 * 1024;

function pairs(raw: string[]): Array<[string, string]> {
  const headers: Array<[string, string]> = [];
  for (let index = 0; index + 1 < raw.length; index += 2) headers.push([raw[index]!, raw[index + 1]!]);
  return headers;
}

/** Reads the body; `undefined` if it is too large. */
function readBody(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    // A body that is too large is read to its end and dropped. If the server responded earlier and closed the connection,
    // the caller, which is still writing, might see the closed connection instead of the response.
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBodyLength) chunks.push(chunk);
      else chunks = [];
    });
    request.on('end', () => resolve(size <= maxBodyLength ? new Uint8Array(Buffer.concat(chunks)) : undefined));
    request.on('error', reject);
  });
}

function refuse(response: ServerResponse, status: number, error: string, errorDescription: string): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'access-control-allow-origin': '*',
  });
  response.end(JSON.stringify({ error, errorDescription }));
}

/** Waits; resolves to whether the caller is still connected. */
function wait(milliseconds: number, response: ServerResponse): Promise<boolean> {
  return new Promise((resolve) => {
    if (response.destroyed) {
      resolve(false);
      return;
    }
    const gone = (): void => {
      prevent();
      resolve(false);
    };
    const prevent = later(milliseconds, () => {
      response.removeListener('close', gone);
      resolve(true);
    });
    response.once('close', gone);
  });
}

/** Resets a connection (RST), so that the caller sees an error and not its end. */
function reset(socket: Socket): void {
  if (typeof socket.resetAndDestroy === 'function') socket.resetAndDestroy();
  else socket.destroy();
}

/** Sends the body in pieces, and closes the connection early if the delivery is truncated. */
async function sendFaulty(
  body: Uint8Array,
  delivery: WasmDelivery,
  socket: Socket,
  response: ServerResponse,
): Promise<void> {
  response.flushHeaders();
  const { waitMs, parts } = pieces(body, delivery.slowBodyMs);
  for (const part of parts) {
    if (waitMs > 0 && !(await wait(waitMs, response))) return;
    if (part.length > 0) await new Promise((resolve) => response.write(part, resolve));
  }
  if (delivery.truncated) socket.destroySoon();
  else response.end();
}

/** Sends a response as its delivery says. */
async function deliver(
  { status, headers, body, delivery = ordinary }: WasmAnswer,
  socket: Socket,
  response: ServerResponse,
): Promise<void> {
  if (delivery.delayMs > 0 && !(await wait(delivery.delayMs, response))) return;
  if (delivery.ending === 'hang') return;
  if (delivery.ending === 'reset') {
    reset(socket);
    return;
  }
  response.statusCode = status;
  for (const [name, value] of headers) response.setHeader(name, value);
  if (status === 204 || status === 304) {
    response.end();
    return;
  }
  if (!delivery.truncated) response.setHeader('content-length', body.length);
  if (delivery.truncated || delivery.slowBodyMs > 0) await sendFaulty(body, delivery, socket, response);
  else response.end(body);
}

async function handle(sandbox: Sandbox, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) {
    refuse(response, 413, 'PayloadTooLarge', `The body is larger than ${maxBodyLength} bytes.`);
    return;
  }
  // A request line may also contain `*` or a whole URL; neither is a path here.
  const path = request.url !== undefined && request.url.startsWith('/') ? request.url : '/';
  const { pathname, search } = new URL(sandbox.url + path);
  const answered = handlerOf(sandbox)(pathname + search, request.method || 'GET', pairs(request.rawHeaders), body);
  await deliver(answered, request.socket, response);
}

/** Creates an HTTP server for a sandbox. */
export function serve(sandbox: Sandbox): Server {
  return createServer((request, response) => {
    handle(sandbox, request, response).catch(() => {
      if (request.destroyed && !request.complete) return; // the caller has disconnected
      if (response.headersSent) response.destroy();
      else refuse(response, 500, 'InternalError', 'The sandbox failed; start it again.');
    });
  });
}
