import { abortable } from '../../account/abortable';
import type { Invocation } from '../../command/command';
import { usage } from '../../command/failure';
import { conceal } from '../../output/concealed';

interface Options {
  v1?: boolean;
  lockHolder?: string;
}

export async function run({ account, global, options, output, terminal, signal }: Invocation<Options>): Promise<void> {
  const v1 = options.v1 === true || options.lockHolder !== undefined;
  const { api } = await account.identity();
  const projectId = v1 ? undefined : await account.projectId();
  const subject = projectId === undefined ? (options.lockHolder ?? 'no lock holder') : `project ${projectId}`;
  if (global.dryRun) {
    await output.result({ api, projectId }, `A token for ${subject} would be requested from ${api}. Nothing was sent.`);
    return;
  }
  if (process.stdout.isTTY && !terminal.yes) {
    if (!terminal.interactive)
      throw usage('The token would stay on the screen: pipe it to a program, or repeat the command with --yes.');
    await terminal.confirm('The token is written to this screen. Whoever sees it can open doors for up to an hour.');
  }
  const { tokens } = v1 ? await account.connectV1() : await account.connect();
  const need = projectId === undefined ? lockHolder(options) : { projectId };
  const token = await abortable((need === undefined ? tokens : tokens.for(need)).getToken(), signal);
  conceal(token.accessToken);
  const data = {
    access_token: token.accessToken,
    token_type: token.token_type,
    expires_in: token.expires_in,
    expires_at: new Date(token.expiresAt).toISOString(),
    scope: token.scope,
    ...(projectId !== undefined && { project_id: projectId }),
  };
  await output.result(data, token.accessToken);
}

function lockHolder({ lockHolder: lockHolderId }: Options): { lockHolderId: string } | undefined {
  return lockHolderId === undefined ? undefined : { lockHolderId };
}
