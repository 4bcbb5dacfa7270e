import type { Connection } from './connection-type';
import { recorded } from './calls';

/** Opens the embedded Unloc of this tab. Nothing leaves the tab. */
export async function openEmbedded(): Promise<Connection> {
  const { createSandbox } = await import('unloc-integrator-client/sandbox');
  const sandbox = await createSandbox({ seed: 'demo' });
  const unloc = sandbox.client({ fetch: recorded(sandbox.fetch) });
  const { projects } = await unloc.resources.discover();
  return {
    kind: 'embedded',
    unloc,
    projectIds: projects.map(({ projectId }) => projectId),
    now: () => Date.now(),
    sandbox,
  };
}
