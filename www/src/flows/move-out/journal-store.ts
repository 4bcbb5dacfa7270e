import type { ApplyStore, PlanDocument, StepClaim, StepResult, StoredStep } from 'unloc-integrator-client/access';
import { database } from '../../storage/database';

/** What the journal holds of a plan. */
interface Entry {
  plan: PlanDocument;
  epoch: number;
  closed: boolean;
  claims: { [step: string]: StepClaim };
}

const place = (planId: string): string => `plan ${planId}`;
const stepOf = ({ item, n }: { item: string; n: number }): string => `${item} ${n}`;

/** Reads and changes one plan's entry at once: of two tabs one wins. It is on the disk when this resolves. */
async function within<Result>(
  planId: string,
  work: (entry: Entry | undefined) => [Result, Entry | undefined],
): Promise<Result> {
  const opened = await database();
  try {
    const transaction = opened.transaction('journal', 'readwrite', { durability: 'strict' });
    const [result, entry] = work((await transaction.store.get(place(planId))) as Entry | undefined);
    if (entry !== undefined) await transaction.store.put(entry, place(planId));
    await transaction.done;
    return result;
  } finally {
    opened.close();
  }
}

/** Rejects if another plan about one of the same people is open in this project. */
async function refuseSecond(plan: PlanDocument): Promise<void> {
  const opened = await database();
  const all = (await opened.getAll('journal', IDBKeyRange.bound('plan ', 'plan!'))) as Entry[];
  opened.close();
  const people = new Set(plan.items.map(({ item }) => item));
  const other = all.find(
    (entry) =>
      !entry.closed
      && entry.plan.id !== plan.id
      && entry.plan.scope.projectId === plan.scope.projectId
      && entry.plan.items.some(({ item }) => people.has(item)),
  );
  if (other !== undefined) throw new Error(`The plan ${other.plan.id} for the same person is still open (R27).`);
}

/** Who is told of steps. */
interface Hears {
  /** It is about to be sent. */
  sent(step: StoredStep): void;
  /** It is known what became of it. */
  settled(step: StoredStep, result: StepResult): void;
}

/**
 * The journal of plans in this browser: what is intended is written down before it is sent, so a closed page, or a second tab,
 * gives nothing twice.
 */
export function journalStore(hears: Hears): ApplyStore {
  return {
    async begin(plan) {
      await refuseSecond(plan);
      return within(plan.id, (entry) => {
        const epoch = (entry?.epoch ?? 0) + 1;
        return [{ epoch }, { plan, epoch, closed: false, claims: entry?.claims ?? {} }];
      });
    },
    async claim(at) {
      hears.sent(at);
      return within(at.planId, (entry) => {
        const known = entry?.claims[stepOf(at)];
        if (entry === undefined || entry.epoch !== at.epoch || entry.closed || known !== undefined)
          return [known ?? { won: false, step: '', attempt: 0 }, undefined];
        const claim = { won: false, sentAt: new Date().toISOString(), step: crypto.randomUUID(), attempt: 1 };
        return [
          { ...claim, won: true },
          { ...entry, claims: { ...entry.claims, [stepOf(at)]: claim } },
        ];
      });
    },
    again: (at) =>
      within(at.planId, (entry) => {
        const known = entry?.claims[stepOf(at)];
        if (entry === undefined || known === undefined) return [{ won: false, step: '', attempt: 0 }, undefined];
        const { settled: result, ...open } = known;
        const final = result !== undefined && (result.outcome !== 'arrived' || at.gone === undefined);
        const young = Date.now() - Date.parse(known.sentAt ?? '') < at.settleMs;
        if (entry.epoch !== at.epoch || entry.closed || known.attempt !== at.attempt || final || young)
          return [known, undefined];
        const gone = [...(known.gone ?? []), ...(at.gone ?? [])];
        const claim = {
          ...open,
          sentAt: new Date().toISOString(),
          attempt: known.attempt + 1,
          ...(gone.length > 0 && { gone }),
        };
        return [
          { ...claim, won: true },
          { ...entry, claims: { ...entry.claims, [stepOf(at)]: claim } },
        ];
      }),
    async settle(at, result) {
      await within(at.planId, (entry) => {
        const known = entry?.claims[stepOf(at)];
        const final = known?.settled !== undefined && known.settled.outcome !== 'arrived';
        if (entry === undefined || known === undefined || final) return [undefined, undefined];
        return [undefined, { ...entry, claims: { ...entry.claims, [stepOf(at)]: { ...known, settled: result } } }];
      });
      hears.settled(at, result);
    },
    read: (planId, item) =>
      within(planId, (entry) => {
        const all = Object.entries(entry?.claims ?? {}).map(([step, claim]) => {
          const cut = step.lastIndexOf(' ');
          return { item: step.slice(0, cut), n: Number(step.slice(cut + 1)), claim };
        });
        return [all.filter((one) => item === undefined || one.item === item), undefined];
      }),
    close: (planId) => within(planId, (entry) => [undefined, entry && { ...entry, closed: true }]),
  };
}

/** Forgets plans: their documents hold phone numbers. */
export async function forgetPlans(planIds: readonly string[]): Promise<void> {
  const opened = await database();
  await Promise.all(planIds.map((id) => opened.delete('journal', place(id))));
  opened.close();
}
