// The built access engine, and snapshots to ask.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './root.mjs';

const require = createRequire(import.meta.url);

/** The entry `access`, by `require`. */
export const access = require(join(root, 'pkg', 'access'));
const sandboxes = require(join(root, 'pkg', 'sandbox'));

/** The embedded Unloc with its demonstration, a client, and the project of most keys. */
export async function demoProject(options) {
  const sandbox = await sandboxes.createSandbox({
    seed: 'demo',
    now: () => Date.parse('2027-03-01T12:00:00Z'),
    ...options,
  });
  const unloc = sandbox.client();
  const { projects } = await unloc.resources.discover();
  return { sandbox, unloc, projectId: projects[0].projectId };
}

/** A client whose `fetch` may change what is asked and what comes: `around(url, init, next)`. */
export function clientAround(sandbox, around) {
  return sandbox.client({
    fetch: (url, init) => around(new URL(url), init, (to = url) => sandbox.fetch(String(to), init)),
  });
}

const encoder = new TextEncoder();
/** A page as bytes. */
export const pageOf = (object) => encoder.encode(JSON.stringify(object));

const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const names = Object.keys(value).filter((name) => value[name] !== undefined);
  return `{${names
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)
    .join(',')}}`;
};

/** A plan's document with its id. */
export function withId({ id: _, ...document }) {
  return { ...document, id: `sha256:${createHash('sha256').update(canonical(document)).digest('hex')}` };
}
