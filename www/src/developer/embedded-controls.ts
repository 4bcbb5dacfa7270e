import { connected } from '../account/connection';
import { refresh } from '../data/project-data';
import { readEvents } from '../data/activity';

/** Lets a person open a door of the embedded Unloc. Resolves to what is wrong, if they cannot. */
export async function openDoor(lockId: string, appUserId: string): Promise<string | undefined> {
  const { sandbox } = connected();
  if (sandbox === undefined) return undefined;
  const response = await sandbox.fetch(`${sandbox.url}/_sandbox/open`, {
    method: 'POST',
    body: JSON.stringify({ lockId, appUserId }),
  });
  const { errorDescription } = Object(await response.json()) as { errorDescription?: string };
  await Promise.all([refresh(), readEvents()]);
  return errorDescription;
}
