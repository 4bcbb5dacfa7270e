import type { Account } from '../../account/account';
import type { Identity } from '../../account/credentials';
import { note, ok, problem, type Finding } from './check';
import { shortId } from './safe';

/** Who the client is; nobody, if it cannot be said. */
export async function credentials(account: Account): Promise<{ findings: Finding[]; identity?: Identity }> {
  const name = 'Credentials';
  try {
    const identity = await account.identity();
    const { clientId, api, source, profileName, notes } = identity;
    const who = profileName === undefined ? shortId(clientId) : `${shortId(clientId)}, profile "${profileName}"`;
    const findings = [ok('API', api), ok(name, `${who}, secret from ${source}`)];
    for (const one of notes) findings.push(note(name, one));
    await account.credentials().catch((error: Error) => findings.push(problem(name, error.message)));
    return { findings, identity };
  } catch (error) {
    return { findings: [problem(name, (error as Error).message)] };
  }
}

export async function discovery(account: Account): Promise<Finding[]> {
  const name = 'Login';
  try {
    const { tokens } = await account.connect();
    const { projects, organizations } = await tokens.discoverResources();
    const found = `accepted; projects: ${projects.length}, organizations: ${organizations.length}`;
    if (projects.length === 0) return [problem(name, found, 'Ask Unloc for access to a project.')];
    return [
      ok(name, found),
      ...(await token(
        account,
        projects.map(({ projectId }) => projectId),
      )),
    ];
  } catch (error) {
    return [problem(name, (error as Error).message, 'If the secret is wrong or was replaced, log in again.')];
  }
}

async function token(account: Account, projects: readonly string[]): Promise<Finding[]> {
  const name = 'Token';
  try {
    const { profile } = await account.identity();
    const kept = account.env.UNLOC_PROJECT || profile?.project;
    const findings: Finding[] = [];
    if (kept !== undefined && /^[\da-f-]{36}$/i.test(kept) && !projects.includes(kept))
      findings.push(problem('Project', `${kept} is not one of them`, 'Choose another with `unloc projects use`.'));
    const projectId = kept !== undefined && projects.includes(kept) ? kept : projects[0];
    if (projectId === undefined) return findings;
    const { tokens, unloc } = await account.connect();
    const { expires_in: seconds } = await tokens.for({ projectId }).getToken();
    findings.push(ok(name, `given for project ${projectId}, for ${seconds} s`));
    await unloc.projects.get({ projectId });
    findings.push(ok('Call', `the API answers for project ${projectId}`));
    return findings;
  } catch (error) {
    return [problem(name, (error as Error).message, 'Send these lines to Unloc’s support.')];
  }
}
