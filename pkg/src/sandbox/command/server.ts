import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'http';
import type { Sandbox } from '../sandbox';

/** The largest body that is read: twice the largest picture in base64. */
const largestBody = 8 * 1024 * 1024;

function pairs(raw: string[]): Array<[string, string]> {
  const headers: Array<[string, string]> = [];
  for (let index = 0; index + 1 < raw.length; index += 2) headers.push([raw[index]!, raw[index + 1]!]);
  return headers;
}

/** The whole body, or `undefined` as soon as it is too large. */
function readBody(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    if (Number(request.headers['content-length']) > largestBody) resolve(undefined);
    // The rest of one that is too large is read and forgotten: cutting the connection could overtake the refusal.
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= largestBody) {
        chunks.push(chunk);
      } else {
        chunks = [];
        resolve(undefined);
      }
    });
    request.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    request.on('error', reject);
  });
}

function refuse(response: ServerResponse, status: number, error: string, errorDescription: string): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'access-control-allow-origin': '*',
    // What is left of the request is not read, so the connection cannot be used again.
    connection: 'close',
  });
  response.end(JSON.stringify({ error, errorDescription }));
}

async function answer(sandbox: Sandbox, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) {
    refuse(response, 413, 'PayloadTooLarge', `The body is larger than ${largestBody} bytes.`);
    return;
  }
  // `*` and whole URLs may stand in a request line too; neither is a path here.
  const path = request.url !== undefined && request.url.startsWith('/') ? request.url : '/';
  const answered = await sandbox.fetch(sandbox.url + path, {
    method: request.method || 'GET',
    headers: pairs(request.rawHeaders),
    body,
  });
  const bytes = Buffer.from(await answered.arrayBuffer());
  response.statusCode = answered.status;
  answered.headers.forEach((value, name) => response.setHeader(name, value));
  if (answered.status !== 204) response.setHeader('content-length', bytes.length);
  response.end(bytes);
}

/** A server that answers from a sandbox. */
export function serve(sandbox: Sandbox): Server {
  return createServer((request, response) => {
    answer(sandbox, request, response).catch(() => {
      if (request.destroyed && !request.complete) return; // the caller is gone
      if (response.headersSent) response.destroy();
      else refuse(response, 500, 'InternalError', 'The sandbox failed; start it again.');
    });
  });
}
