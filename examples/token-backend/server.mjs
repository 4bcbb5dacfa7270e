// Hono, on Node: UNLOC_CLIENT_ID=… UNLOC_CLIENT_SECRET=… SESSION_SECRET=… PEOPLE=… node server.mjs
import { createServer } from 'node:http';
import { Hono } from 'hono';
import { toNodeHandler } from 'unloc-integrator-client';
import { handler } from './handler.mjs';

const { HOST = '127.0.0.1', PORT = '3000' } = process.env;
const missing = ['UNLOC_CLIENT_ID', 'UNLOC_CLIENT_SECRET', 'SESSION_SECRET', 'PEOPLE'].filter(
  (name) => !process.env[name],
);

const app = new Hono();
app.all('/api/unloc-token', ({ req }) => handler(req.raw));

if (missing.length > 0) {
  console.error(`Set ${missing.join(', ')}.`);
  process.exitCode = 1;
} else {
  const server = createServer(toNodeHandler(app.fetch));
  server.listen(Number(PORT), HOST, () => {
    console.log(`Tokens are given at http://${HOST}:${server.address().port}/api/unloc-token`);
  });
}
