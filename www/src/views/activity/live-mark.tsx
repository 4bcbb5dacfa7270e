import { connection } from '../../account/connection';
import { eventsAsOf, eventsTrouble, readEvents } from '../../data/activity';
import { data } from '../../data/project-data';
import { clockAt } from '../../format/time';
import { words } from '../../words/words';

/** Whether what is shown is kept up to date. */
export function LiveMark() {
  const { activity, trouble } = words.value;
  if (eventsTrouble.value !== undefined)
    return (
      <p class="live" data-live="false" role="status">
        {activity.notRead}{' '}
        <button type="button" onClick={() => void readEvents()}>
          {trouble.again}
        </button>
      </p>
    );
  const asOf = eventsAsOf.value;
  if (asOf === undefined || connection.value === undefined) return null;
  return (
    <p class="live" data-live="true" title={activity.liveHint}>
      {activity.live(clockAt(asOf, data.value?.doors[0]?.timezone ?? 'UTC'))}
    </p>
  );
}
