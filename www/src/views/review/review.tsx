import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { connected } from '../../account/connection';
import { events, followEvents } from '../../data/activity';
import { decisions, decisionsKept, readDecisions } from '../../data/decisions';
import { data } from '../../data/project-data';
import { fits } from '../../format/fold';
import { shortDate } from '../../format/time';
import { Chips, shownOnly } from '../../parts/chips';
import { Filter, searched } from '../../parts/filter';
import { ListHead } from '../../parts/list-head';
import { VirtualTable } from '../../parts/virtual-table';
import { words } from '../../words/words';
import { itemColumns } from './columns';
import { Decided, DecidedCsv } from './decided';
import { canTakeBack, decideAs, decider, endOn, keep, takeBack } from './deciding';
import { items, whys } from './items';
import '../../styles/activity.css';
import '../../styles/review.css';

/** Access that nobody may need any more: it is kept, gets an end, or is taken back; who decided that, and when. */
export function Review() {
  useEffect(followEvents, []);
  useEffect(() => void readDecisions(), []);
  const ticked = useSignal<ReadonlySet<string>>(new Set());
  const { review, views, lists, access, nothingFits, takeBack: takeBackWord } = words.value;
  const project = data.value?.project;
  const made = [...decisions.value.values()]
    .filter(({ projectId }) => projectId === project?.id)
    .sort((one, other) => other.at - one.at);
  const decided = new Set(made.map(({ id }) => id));
  const open = items.value.filter(({ id }) => !decided.has(id));
  const why = whys.find((one) => one === shownOnly());
  const search = searched();
  const shown = open.filter(
    (item) => (why === undefined || item.why.includes(why)) && (search === '' || fits(item.folded, search)),
  );
  const chosen = shown.filter(({ id }) => ticked.value.has(id));
  const tick = (ids: readonly string[], on: boolean): void => {
    const next = new Set(ticked.value);
    for (const id of ids) on ? next.add(id) : next.delete(id);
    ticked.value = next;
  };
  return (
    <>
      <ListHead title={views.review} count={open.length}>
        <button type="button" onClick={() => window.print()}>
          {access.print}
        </button>
        <DecidedCsv made={made} open={open} />
      </ListHead>
      <p class="lead">{review.lead}</p>
      <div class="filters no-print">
        <Filter />
        <label class="filter">
          <span>{review.by}</span>
          <input
            type="text"
            autoComplete="name"
            value={decider.value}
            onInput={(event) => decideAs(event.currentTarget.value)}
          />
        </label>
      </div>
      <Chips
        label={lists.only}
        chips={[
          { name: '', title: lists.all, count: open.length },
          ...whys.map((name) => ({
            name,
            title: review.whys[name],
            count: open.filter((item) => item.why.includes(name)).length,
          })),
        ]}
      />
      <div class="review-actions" role="toolbar" aria-label={review.decide}>
        <strong>{review.chosen(chosen.length)}</strong>
        <button type="button" disabled={chosen.length === 0} onClick={() => keep(chosen)}>
          {review.verdicts.keep}
        </button>
        <button type="button" disabled={!chosen.some(({ key }) => key)} onClick={() => endOn(chosen)}>
          {review.endOn}
        </button>
        <button type="button" class="danger outline" disabled={!canTakeBack(chosen)} onClick={() => takeBack(chosen)}>
          {takeBackWord}
        </button>
      </div>
      {shown.length === 0 && <p class="quiet">{open.length === 0 ? review.nothing : nothingFits}</p>}
      {shown.length > 0 && (
        <VirtualTable
          label={review.toDecide}
          rows={shown}
          keyOf={({ id }) => id}
          columns={itemColumns(shown, ticked.value, tick)}
        />
      )}
      <p class="small">{unusedWords()}</p>
      <Decided made={made} />
      <p class="small">{decisionsKept.value ? review.kept : review.notKept}</p>
    </>
  );
}

/** What “unused” means: the log does not go back for ever. */
function unusedWords(): string | undefined {
  const first = events.value?.at(-1);
  if (first === undefined) return undefined;
  const zone = data.value?.doors[0]?.timezone ?? 'UTC';
  return words.value.review.unused(shortDate(Date.parse(first.created), zone, connected().now()));
}
