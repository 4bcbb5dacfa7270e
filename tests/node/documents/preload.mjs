// Loaded before each example: the addresses of the real services lead to the embedded Unloc, and a module of Cloudflare's
// is there.
import { register } from 'node:module';

const services = ['https://api.unloc.app', 'https://api.lockitnetwork.com'];
const { fetch } = globalThis;
const own = new Map();

globalThis.fetch = (input, init) => {
  const url = String(input);
  const answer = own.get(url);
  if (answer) return answer(new Request(new URL(url, 'https://app.example'), init));
  const service = services.find((one) => url.startsWith(`${one}/`));
  return fetch(service ? process.env.UNLOC_URL + url.slice(service.length) : url, init);
};

/** Answers requests to exactly this address by a function from `Request` to `Response`. */
globalThis.serve = (address, answer) => own.set(address, answer);

const workers = 'data:text/javascript,export const waitUntil = () => {};';
const hooks = `export const resolve = (name, context, next) =>
  name === 'cloudflare:workers' ? { url: ${JSON.stringify(workers)}, shortCircuit: true } : next(name, context);`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
