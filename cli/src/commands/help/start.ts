import type { Account } from '../../account/account';
import type { Invocation } from '../../command/command';
import { exitCodes } from '../../command/exit-code';
import { Failure } from '../../command/failure';
import { firstExamples } from '../../command/help-pages';
import { pageWidth, renderPage } from '../../output/page';

interface Place {
  loggedIn: boolean;
  profile: string | null;
  api: string | null;
  project: { id: string; name: string | null } | null;
}

/** The name is worth one call, not a wait: without an answer the id stands alone. */
async function nameOf(account: Account, projectId: string): Promise<string | null> {
  try {
    const signal = AbortSignal.timeout(1500);
    const late = new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null)));
    const read = async (): Promise<string> =>
      (await account.client()).projects.get({ projectId }, { signal }).then(({ name }) => name);
    // A keychain may ask for its password.
    return (await account.identity()).store === 'keychain' ? null : await Promise.race([read(), late]);
  } catch {
    return null;
  }
}

async function findPlace({ account, global }: Invocation): Promise<Place> {
  try {
    const { profileName = null, profile, api } = await account.identity();
    const wanted = global.project ?? (process.env.UNLOC_PROJECT || profile?.project);
    const project = wanted === undefined ? null : { id: wanted, name: await nameOf(account, wanted) };
    return { loggedIn: true, profile: profileName, api, project };
  } catch (error) {
    if (!(error instanceof Failure) || error.exitCode !== exitCodes.credentials) throw error;
    return { loggedIn: false, profile: null, api: null, project: null };
  }
}

/** The project in words. */
function projectText(project: Place['project']): string {
  if (project === null) return 'none kept; `unloc projects use` keeps one';
  return project.name === null ? project.id : `${project.name}  ${project.id}`;
}

export async function run(invocation: Invocation): Promise<void> {
  const { output } = invocation;
  const place = await findPlace(invocation);
  const { loggedIn, profile, api, project } = place;
  const page = renderPage(
    {
      name: 'unloc',
      summary: '',
      blocks: [
        { text: 'unloc: doors, people and keys of Unloc.' },
        loggedIn
          ? {
              terms: [
                ['Profile', profile ?? 'none: credentials from the environment'],
                ['Project', projectText(project)],
                ['API', api ?? ''],
              ],
            }
          : { text: 'You are not logged in: `unloc login` keeps your credentials, `unloc demo` needs none.' },
      ],
      sections: [
        { heading: 'Examples', blocks: [{ lines: firstExamples }] },
        {
          heading: 'More',
          blocks: [{ text: '`unloc --help` lists all commands, `unloc <command> --help` explains one.' }],
        },
      ],
    },
    { width: pageWidth(), style: output.style },
  );
  await output.result(place, page);
}
