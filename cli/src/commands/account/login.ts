import type { V2 } from 'unloc-integrator-client';
import { readBaseUrl } from '../../account/base-url';
import { findNamed } from '../../input/named';
import { defaultApi } from '../../account/credentials';
import { changeProfiles, checkProfileName, readProfiles, type Profile, type StoreName } from '../../account/profiles';
import { findProjects } from '../../account/projects';
import { secretStore } from '../../account/secrets';
import type { Invocation } from '../../command/command';
import { Failure, usage } from '../../command/failure';
import { chooseStore } from './login-store';
import { readSecret } from './read-secret';

interface Options {
  clientId?: string;
  secretStdin?: boolean;
  store?: StoreName;
  api?: string;
}

type Login = Invocation<Options>;

export async function run(invocation: Login): Promise<void> {
  const { args, options, global, output, terminal, account, signal, underWay } = invocation;
  const [word] = args;
  const name = checkProfileName(typeof word === 'string' ? word : (global.profile ?? 'default'));
  const { profiles } = await readProfiles();
  const before = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  const url = account.env.UNLOC_URL || before?.api;
  const api = readBaseUrl(options.api ?? url ?? defaultApi, options.api === undefined ? 'UNLOC_URL' : '--api');
  const store = await chooseStore(options.store ?? before?.store, account, terminal);
  const clientId = await findClientId(invocation, before);
  const sameClient = before?.clientId === clientId && before.api === api;
  if (before && !sameClient)
    await terminal.confirm(
      `The profile "${name}" is that of ${before.clientId} at ${before.api}. It becomes that of ${clientId} at ${api}.`,
    );
  const clientSecret = await readSecret(terminal, options.secretStdin === true, signal);

  const { unloc } = await account.connectAs({ api, clientId, clientSecret });
  const { projects, unread } = await findProjects(unloc, signal);
  const project = await chooseProject(invocation, projects, sameClient ? before?.project : undefined);
  const profile: Profile = { api, clientId, store: store.name, ...(project && { project: project.id }) };
  const data = {
    profile: name,
    api,
    clientId,
    store: store.name,
    place: store.place,
    project: project ? { id: project.id, name: project.name } : null,
    projects: projects.map(({ id, name: title }) => ({ id, name: title })),
    unread,
  };
  if (global.dryRun) {
    await output.result(data, `The credentials work. The secret would be kept in ${store.place}; nothing was stored.`);
    return;
  }
  underWay(`storing the secret of the profile "${name}"`);
  await store.set(name, clientSecret);
  if ((await store.get(name)) !== clientSecret)
    throw new Failure(`${store.place} does not return the secret. Try \`--store file\`.`);
  try {
    await changeProfiles((all) => {
      all.profiles[name] = profile;
      all.current = name;
    });
  } catch (error) {
    // No secret stays without its profile.
    if (!before) await store.remove(name);
    throw error;
  }
  underWay(undefined);
  if (before && before.store !== store.name) await forget(invocation, name, before.store);
  await output.result(data, sentences(data));
  if (!output.machine) for (const id of unread) output.say(`The project ${id} cannot be read.`);
  for (const variable of ['UNLOC_CLIENT_SECRET', 'UNLOC_CLIENT_ID'])
    if (account.env[variable])
      output.say(`${variable} is set: the environment takes precedence over this profile until you unset it.`);
}

async function findClientId({ options, terminal }: Login, before: Profile | undefined): Promise<string> {
  const given = options.clientId ?? before?.clientId;
  const clientId = (given ?? (await terminal.ask('Client id:', 'Name the client with --client-id.'))).trim();
  if (clientId === '' || /\s/.test(clientId)) throw usage('--client-id must be one word without spaces.');
  return clientId;
}

/** @param before the project of the profile until now: who logs in again keeps it. */
async function chooseProject(
  { global, terminal }: Login,
  projects: V2.Project[],
  before: string | undefined,
): Promise<V2.Project | undefined> {
  if (global.project !== undefined) return findNamed(projects, global.project, 'project');
  const kept = projects.find(({ id }) => id === before);
  if (kept) return kept;
  if (projects.length > 1 && !terminal.interactive) return undefined;
  if (projects.length === 0) return undefined;
  const choices = projects.map((value) => ({ label: `${value.name}  ${value.id}`, value }));
  return terminal.choose('Which project should commands use?', choices, 'Name a project with --project.');
}

/** Takes the secret out of the store that the profile had before. */
async function forget({ account, output }: Login, name: string, old: StoreName): Promise<void> {
  try {
    await (await secretStore(old, account.patience)).remove(name);
  } catch (error) {
    output.say(`The old secret could not be removed from the ${old}: ${(error as Error).message}`);
  }
}

function sentences(data: {
  profile: string;
  clientId: string;
  api: string;
  place: string;
  project: { id: string; name: string } | null;
  projects: ReadonlyArray<{ id: string; name: string }>;
}): string {
  const { profile, clientId, api, place, project, projects } = data;
  const lines = [
    `Logged in as ${clientId} at ${api}; commands use the profile "${profile}".`,
    `The secret is in ${place}.`,
  ];
  if (project) lines.push(`Commands use the project ${project.name} (${project.id}).`);
  else if (projects.length === 0) lines.push('These credentials have access to no project yet.');
  else {
    lines.push(`There are ${projects.length} projects; keep one with \`unloc projects use\`:`);
    for (const { id, name } of projects) lines.push(`  ${id}  ${name}`);
  }
  return lines.join('\n');
}
