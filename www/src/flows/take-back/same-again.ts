import type { V2 } from 'unloc-integrator-client';
import { connected } from '../../account/connection';

/** Keys like others: the same people, doors, hours and ends. What has begun begins now; what has no person cannot be given. */
export function sameAgain(
  keys: readonly V2.Key[],
  { owner, reference }: { owner: string; reference: string },
): V2.KeyInput[] {
  const now = connected().now();
  return keys.flatMap(({ appUser, lockId, start, end, recurrence, metadata }, index) => {
    if (appUser === null || (end !== null && Date.parse(end) <= now)) return [];
    // The journal's number of the first key is not the second's.
    const { accessStep: _, ...kept } = metadata ?? {};
    return [
      {
        lockId,
        appUserId: appUser.id,
        ...(Date.parse(start) > now && { start }),
        ...(end !== null && { end }),
        ...(recurrence && { recurrence }),
        metadata: { ...kept, accessOwner: owner, accessRef: `${reference} ${index + 1}` },
      },
    ];
  });
}
