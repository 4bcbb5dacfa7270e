import { signal } from '@preact/signals';
import type { Sandbox, WholeState } from 'unloc-integrator-client/sandbox';
import { recorded } from './calls';
import type { Connection } from './connection-type';
import { deliver } from './deliveries';
import { forgetState, storedState, storeState } from './stored-state';

/** What the page says about the embedded Unloc: that an old state could not be taken over, or that nothing is kept. */
export const embeddedNote = signal<'startedOver' | 'notKept' | undefined>(undefined);

/** Grows when the clock of the embedded Unloc was moved. */
export const clockMoves = signal(0);

const waitMs = 300;
let waiting: ReturnType<typeof setTimeout> | undefined;

/** Whether the page is about to begin anew: nothing is kept then. */
let forgetting = false;

function keepSoon(sandbox: Sandbox): void {
  clearTimeout(waiting);
  waiting = setTimeout(() => void keep(sandbox), waitMs);
}

async function keep(sandbox: Sandbox): Promise<void> {
  if (!forgetting && !(await storeState(sandbox.state()))) embeddedNote.value = 'notKept';
}

/** A `fetch` that keeps the state after each request that may have changed it. */
function keeping(sandbox: Sandbox): typeof fetch {
  const fetchAndKeep: typeof fetch = async (input, init) => {
    const response = await sandbox.fetch(input, init);
    if (init?.method !== undefined && init.method !== 'GET') keepSoon(sandbox);
    return response;
  };
  return Object.defineProperty(fetchAndKeep, Symbol.for('unloc.sandbox'), { value: true });
}

/** Webhooks are delivered within this tab. */
const postWithin = (url: string, { body }: { body: string }): Promise<void> => deliver(url, body);

async function createFromStored(): Promise<Sandbox> {
  const { createSandbox } = await import('unloc-integrator-client/sandbox');
  const seed = await storedState();
  if (seed === undefined) return createSandbox({ seed: 'demo', fetch: postWithin });
  try {
    return await createSandbox({ seed, fetch: postWithin });
  } catch {
    // Of another version of the page, or damaged.
    await forgetState();
    embeddedNote.value = 'startedOver';
    return createSandbox({ seed: 'demo', fetch: postWithin });
  }
}

/** Opens the embedded Unloc of this tab, as it was left. Nothing leaves the tab. */
export async function openEmbedded(): Promise<Connection> {
  const sandbox = await createFromStored();
  // What is going to happen in the 300 ms before a reload is kept, too.
  window.addEventListener('pagehide', () => void keep(sandbox));
  const unloc = sandbox.client({ fetch: recorded(keeping(sandbox)) });
  const { projects } = await unloc.resources.discover();
  let advanced = sandbox.state().clock.advancedMilliseconds;
  return {
    kind: 'embedded',
    unloc,
    projectIds: projects.map(({ projectId }) => projectId),
    now: () => Date.now() + advanced,
    sandbox,
    advance: (seconds) => {
      sandbox.advance(seconds);
      advanced = sandbox.state().clock.advancedMilliseconds;
      clockMoves.value += 1;
      keepSoon(sandbox);
    },
  };
}

/** Replaces what the embedded Unloc holds by a state that was saved, and loads the page anew. */
export async function loadState(state: WholeState): Promise<void> {
  const { createSandbox } = await import('unloc-integrator-client/sandbox');
  // Throws what is wrong with it, before anything is lost.
  await createSandbox({ seed: state });
  forgetting = true;
  await storeState(state);
  window.location.reload();
}

/** Forgets all that was done in this tab, and loads the page anew. */
export async function startOver(): Promise<void> {
  forgetting = true;
  await forgetState();
  window.location.reload();
}
