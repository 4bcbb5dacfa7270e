import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'http';
import type { Socket } from 'net';
import { later, ordinary, pieces } from '../fetch/chunks';
import type { WasmAnswer, WasmDelivery } from '../../wasm/sandbox-exports';
import { handlerOf } from '../internal';
import type { Sandbox } from '../sandbox';
import { refusalOf, type Callers, type Refusal } from './callers';
import { dropBody, maxBodyLength, readBody } from './request-body';

function pairs(raw: string[]): Array<[string, string]> {
  const headers: Array<[string, string]> = [];
  for (let index = 0; index + 1 < raw.length; index += 2) headers.push([raw[index]!, raw[index + 1]!]);
  return headers;
}

/**
 * Responds with an error of the server itself, at once. What is left of the request's body is dropped. Only pages that may use
 * the sandbox may read why.
 */
function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, error, errorDescription }: Refusal,
  mayRead: boolean,
): void {
  const text = JSON.stringify({ error, errorDescription });
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...(mayRead ? { 'access-control-allow-origin': '*' } : {}),
  });
  response.write(text);
  // Once a response has ended, Node reads the rest of the request however long it is.
  dropBody(request, () => response.end());
}

const tooLarge: Refusal = {
  status: 413,
  error: 'PayloadTooLarge',
  errorDescription: `The body is larger than ${maxBodyLength} bytes.`,
};

const failed: Refusal = {
  status: 500,
  error: 'InternalError',
  errorDescription: 'The sandbox failed; start it again.',
};

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
    refuse(request, response, tooLarge, true);
    return;
  }
  // A request line may also contain `*` or a whole URL; neither is a path here.
  const path = request.url !== undefined && request.url.startsWith('/') ? request.url : '/';
  const { pathname, search } = new URL(sandbox.url + path);
  const answered = handlerOf(sandbox)(pathname + search, request.method || 'GET', pairs(request.rawHeaders), body);
  await deliver(answered, request.socket, response);
}

/** Creates an HTTP server for a sandbox; `tell` gets hints for the person who started it. */
export function serve(sandbox: Sandbox, callers: Callers, tell: (hint: string) => void): Server {
  return createServer((request, response) => {
    const refusal = refusalOf(request, callers);
    if (refusal !== undefined) {
      if (refusal.hint !== undefined) tell(refusal.hint);
      refuse(request, response, refusal, false);
      return;
    }
    handle(sandbox, request, response).catch(() => {
      if (request.destroyed && !request.complete) return; // the caller has disconnected
      if (response.headersSent) response.destroy();
      else refuse(request, response, failed, true);
    });
  });
}
