import { createClient } from '../account/client';
import { fileStore } from '../account/file-store';
import { changeProfiles, readProfiles } from '../account/profiles';
import { printable } from '../output/printable';
import type { Embedded } from './process';

const name = 'demo';

/** What became of the profile of an embedded Unloc. */
export interface DemoProfile {
  /** Its name; none if an account of that name is somebody's own. */
  name: string | null;
  /** Whether commands use it without `--profile`. */
  current: boolean;
  /** The project that commands use. */
  project: { id: string; name: string } | null;
  /** Sentences about it for the person. */
  sentences: string[];
}

/** The first project of an embedded Unloc, so that commands need not ask which. */
async function firstProject({ url, clientId, clientSecret }: Embedded): Promise<DemoProfile['project']> {
  const { unloc } = await createClient({ api: url, clientId, clientSecret }, () => undefined);
  const { projects } = await unloc.resources.discover();
  const [first] = projects;
  if (first === undefined) return null;
  const { id, name: title } = await unloc.projects.get({ projectId: first.projectId });
  return { id, name: title };
}

/** Writes the profile `demo` of an embedded Unloc. It becomes the current one only if there is none. */
export async function writeDemoProfile(embedded: Embedded, env: NodeJS.ProcessEnv): Promise<DemoProfile> {
  const { url: api, clientId, clientSecret } = embedded;
  const { profiles } = await readProfiles();
  const own = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (own !== undefined && own.sandbox !== true) {
    const sentence = `The profile "${name}" is an account of yours and stays as it is. Commands work here with UNLOC_URL=${api} UNLOC_CLIENT_ID=${clientId} UNLOC_CLIENT_SECRET=${clientSecret}.`;
    return { name: null, current: false, project: null, sentences: [sentence] };
  }
  const project = await firstProject(embedded);
  // Its secret is in the documentation and opens nothing but the embedded Unloc: a file is enough.
  await fileStore().set(name, clientSecret);
  let current: string | undefined;
  await changeProfiles((all) => {
    all.profiles[name] = { api, clientId, store: 'file', sandbox: true, ...(project && { project: project.id }) };
    all.current ??= name;
    current = all.current;
  });
  const isCurrent = current === name && !env.UNLOC_CLIENT_ID && !env.UNLOC_PROFILE;
  const where = project === null ? '' : `, with the project ${printable(project.name)}`;
  const used = isCurrent
    ? 'is the current one'
    : env.UNLOC_CLIENT_ID
      ? 'is used with --profile demo, because UNLOC_CLIENT_ID is set'
      : `is used with --profile demo; the current one is still "${env.UNLOC_PROFILE || current}"`;
  const more = isCurrent ? '' : ' --profile demo';
  return {
    name,
    current: isCurrent,
    project,
    sentences: [`The profile "${name}" ${used}${where}.`, `In another terminal: unloc doors list${more}`],
  };
}
