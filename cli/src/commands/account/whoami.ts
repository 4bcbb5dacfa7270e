import type { Invocation } from '../../command/command';

export async function run({ account, output }: Invocation): Promise<void> {
  const { api, clientId, profileName = null, source, profile } = await account.credentials();
  const data = { api, clientId, profile: profileName, secretFrom: source, project: profile?.project ?? null };
  await output.one(data, [
    { name: 'profile', title: 'Profile', value: ({ profile: name }) => name ?? 'none: the environment', priority: 1 },
    { name: 'api', title: 'API', value: (row) => row.api, priority: 1 },
    { name: 'clientId', title: 'Client id', value: (row) => row.clientId, priority: 1 },
    { name: 'secretFrom', title: 'Secret from', value: (row) => row.secretFrom, priority: 1 },
    { name: 'project', title: 'Project', value: (row) => row.project, priority: 1 },
  ]);
}
