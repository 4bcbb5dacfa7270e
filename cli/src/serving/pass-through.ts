import { request as requestOf, type IncomingMessage, type ServerResponse } from 'node:http';

/**
 * Passes calls on to a server of this machine as they are, so that a page need not be allowed to call another origin. What
 * breaks off there breaks off here.
 */
export function passThrough(target: string) {
  const { hostname, port, host } = new URL(target);
  return (request: IncomingMessage, response: ServerResponse, path: string): void => {
    const { method, headers } = request;
    const upstream = requestOf({ hostname, port, path, method, headers: { ...headers, host } }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.once('error', () => response.destroy());
      answer.pipe(response);
    });
    upstream.once('error', () => response.destroy());
    response.once('close', () => upstream.destroy());
    request.pipe(upstream);
  };
}
