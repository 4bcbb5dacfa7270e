// With the types of Node: its servers take what `toNodeHandler` returns.
import { createServer } from 'node:http';
import { createSecureServer, createServer as createHttp2Server } from 'node:http2';
import { createWebhookHandler, toNodeHandler } from 'unloc-integrator-client';

const handler = toNodeHandler(createWebhookHandler({ token: 'unguessable', onEvent: () => undefined }));
export const servers = [createServer(handler), createHttp2Server(handler), createSecureServer({}, handler)];
