import type { Invocation } from '../../command/command';
import { allDoors } from '../../input/doors';
import { hookColumns } from './columns';

export async function run({ account, output, signal }: Invocation): Promise<void> {
  const unloc = await account.client();
  const hooks = await unloc.webhooks
    .list({ projectId: await account.projectId() }, { signal })
    .toArray({ limit: Infinity });
  const ofDoors = hooks.some(({ lockId }) => lockId !== undefined) ? await allDoors(account, signal) : [];
  const names = new Map(ofDoors.map(({ id, name }) => [id, name]));
  await output.list(
    hooks,
    hookColumns((lockId) => names.get(lockId)),
    { empty: 'This project has no webhooks.' },
  );
}
