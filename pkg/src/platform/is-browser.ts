interface Globals {
  window?: { document?: unknown };
  process?: { versions?: { node?: unknown }; type?: unknown };
  importScripts?: unknown;
  location?: unknown;
  WorkerGlobalScope?: unknown;
}

/**
 * Whether the code runs where its users can read it: in a page, in a worker of a page, or in a renderer of a desktop
 * program. Not in jsdom, which runs in Node.
 */
export function isBrowser(): boolean {
  const { window, process, importScripts, location, WorkerGlobalScope } = globalThis as Globals;
  const inNode =
    Boolean(process && process.versions && process.versions.node)
    && process!.type !== 'renderer'
    && process!.type !== 'worker';
  if (inNode) return false;
  return (
    Boolean(window && window.document)
    // workerd has the first two at compatibility dates before 2024-03-04, but no location, which every worker of a page has.
    || (typeof WorkerGlobalScope === 'function' && typeof importScripts === 'function' && Boolean(location))
  );
}
