import { connected } from '../../account/connection';
import { data, projectId } from '../../data/project-data';
import { reread } from '../../data/reread';
import type { Row } from '../writes/row';
import type { Receiver } from './draft';

/**
 * Keeps the names of new people in the project's records; some come with their first key, without a name. A key does not need
 * it, so that it fails is no matter.
 */
export async function recordNames(receivers: readonly Receiver[]): Promise<void> {
  const named = receivers.filter(({ name }) => name !== undefined);
  const id = projectId.value;
  if (named.length === 0 || id === undefined) return;
  const { managedUsers } = connected().unloc;
  await reread('managedUsers').catch(() => undefined);
  const records = new Map(data.value?.managedUsers.map((user) => [user.appUserId, user]));
  await Promise.allSettled(
    named.map(({ number, name = '' }) => {
      const [firstName = '', ...rest] = name.split(/\s+/);
      const lastName = rest.join(' ');
      const names = { firstName, ...(lastName !== '' && { lastName }) };
      const record = records.get(number);
      if (record === undefined) return managedUsers.create({ projectId: id, appUserId: number, ...names });
      // A name that somebody wrote down before is kept.
      if (record.firstName || record.lastName) return undefined;
      return managedUsers.update({ projectId: id, managedUserId: record.id, ...names });
    }),
  );
  await reread('managedUsers').catch(() => undefined);
}

/** Lets people share what they were given. A right that is there already would refuse the others. */
export async function allowSharing(rows: readonly Row[]): Promise<void> {
  const id = projectId.value;
  if (id === undefined) return;
  const there = new Set(data.value?.sharingRights.map(({ appUserId, lockId }) => `${appUserId} ${lockId}`));
  const wanted = rows
    .filter(({ state }) => state === 'done' || state === 'making')
    .map(({ person, lockId }) => ({ appUserId: person, lockId }))
    .filter(({ appUserId, lockId }) => !there.has(`${appUserId} ${lockId}`));
  if (wanted.length === 0) return;
  await connected().unloc.sharingRights.create({ projectId: id, sharingRights: wanted });
  await reread('sharingRights');
}
