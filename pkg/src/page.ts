interface Surroundings {
  document?: unknown;
  importScripts?: unknown;
  location?: { protocol?: unknown };
  process?: { versions?: { node?: unknown } };
  Deno?: unknown;
}

/**
 * Whether this runs in a browser, in a page or one of its workers, where everybody can read what the
 * code holds. Servers' runtimes with a browser's names (Workers, Deno, Node) are none; jsdom is one.
 */
export function inBrowser(): boolean {
  const here = globalThis as Surroundings;
  if (typeof here.document === 'object' && here.document !== null) return true;
  // A worker of a page has an address; Cloudflare's have none.
  const server = here.Deno !== undefined || (here.process && here.process.versions && here.process.versions.node !== undefined);
  return !server && typeof here.location === 'object' && here.location !== null && typeof here.location.protocol === 'string'
    && 'WorkerGlobalScope' in globalThis;
}
