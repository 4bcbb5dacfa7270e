// Takes access back from the guests who have left, and looks afterwards whether they can still open something.
import { apply, exitCode, fetchSnapshot, plan, whatCanOpen } from 'unloc-integrator-client/access';
import { readGuestList } from './guest-list.mjs';

/** Who gave the keys: the `accessOwner` in their metadata. Keys of other owners are left alone. */
export const owner = 'rentals';

const exits = { notLookedAt: 5, stillOpen: 9 };

/**
 * Checks out, and resolves to a report. May be killed at any instant and called again with the same `files`: it goes on
 * where it was.
 *
 * @throws PlanRefused if a safety rule refuses, such as too many keys that would go; UnreadableList if the list is not whole.
 * Nothing was sent then.
 */
export async function checkOut(unloc, { projectId, list, files, limits }) {
  const before = await fetchSnapshot(unloc, { projectId });
  const guests = await readGuestList(list, { owner, doors: before });
  const night = (await files.unfinishedPlan(new Date())) ?? makePlan(before, guests, limits);
  await files.keepPlan(night);

  const { only, undecided } = whoGoes(night, guests.left);
  const done = await apply(unloc, night, { only, store: files.journalOf(night) });
  const doors = new Map(night.document.doors.map(({ lockId, name }) => [lockId, name]));
  const report = {
    resumed: done.resumed,
    outcomes: done.outcomes
      .filter(({ notChosen }) => !notChosen)
      .map(({ ref, lockId, outcome, sentence }) => ({ ref, door: doors.get(lockId), outcome, sentence })),
    undecided,
    error: done.error?.message,
    ...(await lookAgain(unloc, projectId, guests)),
  };
  if (report.stillOpen === undefined) report.exit = exitCode(done) || exits.notLookedAt;
  else report.exit = report.stillOpen.length > 0 ? exits.stillOpen : exitCode(done);
  await files.finish(night, report);
  return report;
}

/**
 * Compares what opens in the coming hour with the list. Later keys, such as those of the next stay, are outside of it.
 * `complete` lets the plan take back; the rules on empty lists and on too many keys come with it.
 */
function makePlan(snapshot, { stays }, limits) {
  return plan(snapshot, { ...stays, covers: comingHour(), complete: true }, { now: new Date(), limits });
}

/**
 * Only people of whom the list says that they have left, and of whom nothing else is to be done. Whoever is missing on the
 * list keeps what they have: `undecided`. Giving keys is another program's work.
 */
function whoGoes({ document }, left) {
  const refs = new Set(left.map(({ ref }) => ref));
  const isTaken = ({ kind }) => kind === 'takeBack';
  const losing = document.items.filter(({ steps }) => steps.some(isTaken));
  const goes = ({ steps }) => steps.every((step) => isTaken(step) && refs.has(step.ref));
  const unnamed = losing.flatMap(({ steps }) => steps.filter((step) => isTaken(step) && !refs.has(step.ref)));
  return { only: losing.filter(goes).map(({ item }) => item), undecided: [...new Set(unnamed.map(({ ref }) => ref))] };
}

/** A 2xx is not enough: what counts is what the doors say now. */
async function lookAgain(unloc, projectId, guests) {
  try {
    const after = await fetchSnapshot(unloc, { projectId });
    return { stillOpen: whatStillOpens(after, guests), blindSpots: [...after.blindSpots] };
  } catch ({ message }) {
    return { notLookedAt: message };
  }
}

/** The doors that a guest who has left can open in the coming hour, by any key but that of another stay on the list. */
function whatStillOpens(snapshot, { stays, left }) {
  const staying = new Set(stays.grants.map(({ ref }) => ref));
  const found = [];
  for (const { ref, appUserId } of left) {
    for (const { door, reasons } of whatCanOpen(snapshot, { appUserId, ...comingHour() })) {
      for (const key of reasons) {
        if (key.owner === owner && staying.has(key.ref)) continue;
        found.push({ ref, door, keyId: key.keyId, until: key.end, ours: key.owner === owner });
      }
    }
  }
  return found;
}

function comingHour() {
  const now = Date.now();
  return { from: new Date(now), to: new Date(now + 3_600_000) };
}
