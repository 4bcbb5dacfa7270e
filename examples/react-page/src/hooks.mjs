// Doors and keys of a project, as hooks over the `UnlocClient`.
import { useCallback, useEffect } from 'react';
import { useUnloc } from './unloc-context.mjs';
import { useRead } from './use-read.mjs';
import { useWrite } from './use-write.mjs';

const isOver = ({ state }) => state === 'revoked' || state === 'expired';

/** After how many milliseconds keys are read again: most are made in seconds, and some need hours. */
function followMs(keys) {
  const [youngest] = keys.filter(({ state }) => state === 'creating');
  return youngest && Math.min(Math.max((Date.now() - Date.parse(youngest.created)) / 4, 1_500), 60_000);
}

export function useProject(projectId) {
  const unloc = useUnloc();
  return useRead(useCallback((options) => unloc.projects.get({ projectId }, options), [unloc, projectId]));
}

/** All doors of a project, by name. */
export function useDoors(projectId) {
  const unloc = useUnloc();
  const read = useCallback(
    async (options) => {
      const doors = await unloc.locks.list({ projectId }, options).toArray({ limit: Infinity });
      return doors.sort((one, other) => one.name.localeCompare(other.name));
    },
    [unloc, projectId],
  );
  return useRead(read);
}

/** The keys to a door that are not over, the youngest first. They are read again until none of them is being made. */
export function useKeys(projectId, lockId) {
  const unloc = useUnloc();
  const read = useCallback(
    async (options) => {
      const keys = [];
      for await (const key of unloc.keys.list({ projectId, lockId }, options)) if (!isOver(key)) keys.push(key);
      return keys.sort((one, other) => other.created.localeCompare(one.created));
    },
    [unloc, projectId, lockId],
  );
  const found = useRead(read);
  const { data, isLoading, reload } = found;

  useEffect(() => {
    const wait = isLoading ? undefined : followMs(data ?? []);
    if (wait === undefined) return;
    const timer = setTimeout(reload, wait);
    return () => clearTimeout(timer);
  }, [data, isLoading, reload]);
  return found;
}

/** `run({ lockId, phone, end })` gives a key that opens from now on, and is done when the API has made it. */
export function useGiveKey(projectId) {
  const unloc = useUnloc();
  const give = useCallback(
    async ({ lockId, phone, end }, { signal }) => {
      const keys = [{ lockId, appUserId: phone, end }];
      const creation = await unloc.keys.create({ projectId, keys });
      const { failed } = await creation.wait({ timeoutMs: 60_000, signal });
      if (failed.length > 0) throw new Error(failed[0].reason);
    },
    [unloc, projectId],
  );
  return useWrite(give);
}

/** `run(keyId)` takes a key back. One that is over already counts as taken back. */
export function useTakeKeyBack(projectId) {
  const unloc = useUnloc();
  return useWrite(useCallback((keyId) => unloc.keys.revoke({ projectId, keyId }), [unloc, projectId]));
}
