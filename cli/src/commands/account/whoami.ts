import type { V2 } from 'unloc-integrator-client';
import { findProjects } from '../../account/projects';
import type { Invocation } from '../../command/command';

interface Options {
  check?: boolean;
}

/** What the API says about the credentials. */
interface Checked {
  projects: V2.Project[];
  /** The ids of projects that cannot be read. */
  unread: string[];
  clockDifferenceSeconds: number | null;
}

export async function run({ account, global, options, output, signal }: Invocation<Options>): Promise<void> {
  const { api, clientId, profileName = null, profile, store, source, notes } = await account.identity();
  const project = (global.project ?? account.env.UNLOC_PROJECT) || (profile?.project ?? null);
  const checked = options.check ? await check() : undefined;
  const named = checked?.projects.find(({ id }) => id === project)?.name ?? null;
  const data = {
    profile: profileName,
    clientId,
    api,
    store,
    secretFrom: source,
    project: project === null ? null : { id: project, name: named },
    notes,
    ...(checked && {
      works: true,
      projects: checked.projects.map(({ id, name }) => ({ id, name })),
      unread: checked.unread,
      clockDifferenceSeconds: checked.clockDifferenceSeconds,
    }),
  };
  await output.one(data, [
    { name: 'profile', title: 'Profile', value: (row) => row.profile ?? 'none: the environment', priority: 1 },
    { name: 'clientId', title: 'Client id', value: (row) => row.clientId, priority: 1 },
    { name: 'api', title: 'API', value: (row) => row.api, priority: 1 },
    { name: 'secretFrom', title: 'Secret from', value: (row) => row.secretFrom, priority: 1 },
    { name: 'project', title: 'Project', value: () => [project, named].filter(Boolean).join('  '), priority: 1 },
    { name: 'works', title: 'Credentials', value: () => (checked ? 'work' : null), priority: 1 },
    { name: 'clock', title: 'Clock', value: () => (checked ? clockText(checked) : null), priority: 1 },
  ]);
  if (output.machine) return;
  for (const note of notes) output.say(note);
  for (const id of checked?.unread ?? []) output.say(`The project ${id} cannot be read.`);

  async function check(): Promise<Checked> {
    const { unloc } = await account.connect();
    const [{ projects, unread }, clockDifferenceSeconds] = await Promise.all([
      findProjects(unloc, signal),
      clockDifference(api, signal),
    ]);
    return { projects, unread, clockDifferenceSeconds };
  }
}

/** How far the API's clock is ahead of this machine's, by the `Date` of a response that may be a refusal. */
async function clockDifference(api: string, signal: AbortSignal): Promise<number | null> {
  try {
    const response = await fetch(api, { method: 'HEAD', redirect: 'manual', signal });
    const date = Date.parse(response.headers.get('date') ?? '');
    return Number.isNaN(date) ? null : Math.round((date - Date.now()) / 1000);
  } catch {
    return null;
  }
}

function clockText({ clockDifferenceSeconds: seconds }: Checked): string {
  if (seconds === null) return 'the API does not say its time';
  if (Math.abs(seconds) <= 2) return 'as the API’s';
  return `${Math.abs(seconds)} s ${seconds > 0 ? 'behind' : 'ahead of'} the API’s`;
}
