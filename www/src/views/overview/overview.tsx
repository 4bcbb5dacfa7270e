import { useEffect } from 'preact/hooks';
import { connected } from '../../account/connection';
import { linkTo } from '../../app/address';
import { events, followEvents } from '../../data/activity';
import { data, people } from '../../data/project-data';
import { words } from '../../words/words';
import { EventList } from '../event-list';
import { Attention } from './attention';
import { WeekCard } from './week-card';

const shown = 12;

/** What needs attention, how many can open each door in this week, and what happened last. */
export function Overview() {
  useEffect(followEvents, []);
  const { counts, access, views } = words.value;
  const read = data.value;
  if (read === undefined) return null;
  const latest = (events.value ?? []).slice(0, shown);
  return (
    <>
      <header class="page-head">
        <div>
          <h1>{read.project.name}</h1>
          <p class="lead">
            {[counts.doors(read.doors.length), counts.people(people.value.size), counts.keys(read.keys.length)].join(
              ' · ',
            )}
          </p>
        </div>
      </header>
      <Attention />
      <div class="overview">
        <WeekCard />
        <section class="card">
          <h2>{access.openings}</h2>
          <EventList events={latest} now={connected().now()} names="both" />
          <a class="more" href={linkTo('activity')}>
            {views.activity}
          </a>
        </section>
      </div>
    </>
  );
}
