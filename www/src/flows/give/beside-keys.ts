import { connected } from '../../account/connection';
import { data, people, projectId } from '../../data/project-data';
import { reread } from '../../data/reread';
import type { Row } from '../writes/row';
import type { Receiver } from './draft';

/** Keeps the names of new people in the project's records. A key does not need it, so that it fails is no matter. */
export async function recordNames(receivers: readonly Receiver[]): Promise<void> {
  const named = receivers.filter(({ number, name }) => name !== undefined && !people.value.has(number));
  const id = projectId.value;
  if (named.length === 0 || id === undefined) return;
  await Promise.allSettled(
    named.map(({ number, name = '' }) => {
      const [firstName = '', ...rest] = name.split(/\s+/);
      const lastName = rest.join(' ');
      return connected().unloc.managedUsers.create({
        projectId: id,
        appUserId: number,
        firstName,
        ...(lastName !== '' && { lastName }),
      });
    }),
  );
  await reread('managedUsers');
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
