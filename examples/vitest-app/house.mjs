// For tests: a house of its own for each test, with the doors of the demo and a clock that stands still.
import { createSandbox } from 'unloc-integrator-client/sandbox';

const makingKeys = { method: 'POST', path: '/v2/projects/*/keys' };
/** The API makes keys in a job of a second. Where the clock stands still, it would never end. */
const jobsAreInstant = { ...makingKeys, fault: { jobSeconds: 0 } };

/** When each test begins. Nothing depends on the time at which it runs. */
const begin = Date.parse('2027-03-05T12:00:00Z');

/** The time so many hours after the beginning. */
export const inHours = (hours) => new Date(begin + hours * 3_600_000).toISOString();

/** @param options `seed`: another state than the demo's. `fetch`: gets what Unloc posts to webhooks. */
export async function createHouse({ seed, fetch } = {}) {
  const sandbox = await createSandbox({ seed, fetch, now: () => begin, faults: [jobsAreInstant] });
  const unloc = sandbox.client();
  const [{ projectId }] = (await unloc.resources.discover()).projects;
  const locks = await unloc.locks.list({ projectId }).toArray({ limit: 100 });
  return {
    sandbox,
    unloc,
    projectId,
    /** The id of a door. */
    door: (name) => locks.find((lock) => lock.name === name).id,
    /** The next `count` requests for keys, or all, end like this: see “Inject faults” of the embedded Unloc. */
    failKeys: (fault, count) => sandbox.faults([{ ...makingKeys, count, fault }, jobsAreInstant]),
    /** Somebody uses the app at a door. Resolves to whether it opened. */
    async useDoor(lockId, appUserId, action = 'unlocked') {
      const body = JSON.stringify({ lockId, appUserId, action });
      return (await sandbox.fetch(`${sandbox.url}/_sandbox/open`, { method: 'POST', body })).ok;
    },
  };
}
