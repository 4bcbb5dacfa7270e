import type { V2 } from 'unloc-integrator-client';
import { linkTo } from '../app/address';
import { eventsTrouble } from '../data/activity';
import { calledBy } from '../data/people';
import { doorsById, people } from '../data/project-data';
import { ago } from '../format/ago';
import { doorTime } from '../format/time';
import { words } from '../words/words';

interface Properties {
  events: readonly V2.AccessEvent[];
  now: number;
  /** What is named: the rest is known from where the list stands. */
  names: 'person' | 'door' | 'both';
}

/** Openings, one line each. */
export function EventList({ events, now, names }: Properties) {
  const { access, actions, activity } = words.value;
  if (eventsTrouble.value !== undefined) return <p class="quiet">{activity.notRead}</p>;
  if (events.length === 0) return <p class="quiet">{access.noOpenings}</p>;
  return (
    <ol class="events">
      {events.map(({ id, created, lockId, lockName, appUserId, userName, action }) => {
        const known = appUserId ? people.value.get(appUserId) : undefined;
        const door = doorsById.value.get(lockId);
        return (
          <li key={id}>
            <span>
              {names !== 'door'
                && (appUserId ? (
                  <a href={linkTo('people', appUserId)}>
                    {calledBy(known ?? { number: appUserId, name: userName ?? undefined })}
                  </a>
                ) : (
                  <span class="muted">{access.somebody}</span>
                ))}
              {names === 'both' && ' · '}
              {names !== 'person' && <a href={linkTo('doors', lockId)}>{door?.name ?? lockName}</a>}
              {action !== 'unlocked' && <span class="muted"> · {actions[action] ?? action}</span>}
            </span>
            <time dateTime={created} title={doorTime(created, door?.timezone, now)}>
              {ago(Date.parse(created), now)}
            </time>
          </li>
        );
      })}
    </ol>
  );
}
