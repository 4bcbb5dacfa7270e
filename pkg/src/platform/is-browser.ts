interface Surroundings {
  window?: { document?: unknown };
  process?: { versions?: { node?: unknown }; type?: unknown };
  importScripts?: unknown;
  WorkerGlobalScope?: unknown;
}

/**
 * Whether whoever visits a page can read what this code holds: in a page, a worker of one, or the page of
 * a desktop program. Not in jsdom, which is Node.
 */
export function isPage(): boolean {
  const { window, process, importScripts, WorkerGlobalScope } = globalThis as Surroundings;
  const inNode = Boolean(process && process.versions && process.versions.node) && process!.type !== 'renderer' && process!.type !== 'worker';
  if (inNode) return false;
  return Boolean(window && window.document) || (typeof WorkerGlobalScope === 'function' && typeof importScripts === 'function');
}
