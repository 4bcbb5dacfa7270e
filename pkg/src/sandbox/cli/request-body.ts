import type { IncomingMessage } from 'http';

/** The largest body that is accepted: twice the largest picture in base64. */
export const maxBodyLength = 8 * 1024 * 1024;

/** How much more is read and dropped after a refusal. */
const maxDroppedLength = 64 * 1024 * 1024;

/** Reads the body; `undefined` as soon as it is too large. The rest is then the caller's to drop. */
export function readBody(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(request.headers['content-length']) > maxBodyLength) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= maxBodyLength) {
        chunks.push(chunk);
        return;
      }
      request.removeListener('data', take);
      chunks.length = 0;
      resolve(undefined);
    };
    request.on('data', take);
    request.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    request.on('error', reject);
  });
}

/**
 * Drops what is left of a body, then calls `ended`. A caller that still writes when the connection is closed may not see the
 * response, so only a body without end closes it.
 */
export function dropBody(request: IncomingMessage, ended: () => void): void {
  if (request.readableEnded) {
    ended();
    return;
  }
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxDroppedLength) request.destroy();
  });
  request.on('end', ended);
}
