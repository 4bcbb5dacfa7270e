import { connected } from '../account/connection';
import { linkTo } from '../app/address';
import { events } from '../data/activity';
import { originsOf } from '../data/origins';
import { calledBy } from '../data/people';
import { people } from '../data/project-data';
import { zoneOfDoors } from '../data/zones';
import { GiveHere, MoveOutButton, TakeBackFrom, giveThen } from '../flows/buttons';
import { NotThere } from '../parts/not-there';
import { PrintedAt } from '../parts/printed-at';
import { words } from '../words/words';
import { AccessCard } from './access/access-card';
import { PersonSharing } from './access/door-sharing';
import { PageActions } from './access/page-actions';
import { PersonNow } from './access/person-now';
import { EventList } from './event-list';
import { inOrder } from './key-columns';
import { KeyTable } from './key-table';

const shown = 8;

/** One person: what they can open, and when. */
export function PersonPage({ number }: { number: string }) {
  const person = people.value.get(number);
  const { views, access } = words.value;
  if (person === undefined) return <NotThere title={words.value.noSuchPerson} section="people" list={views.people} />;
  const now = connected().now();
  const zone = zoneOfDoors(person.keys.map(({ lockId }) => lockId));
  const opened = (events.value ?? []).filter(({ appUserId }) => appUserId === number).slice(0, shown);
  return (
    <>
      <header class="page-head">
        <div>
          <p class="crumbs">
            <a href={linkTo('people')}>{views.people}</a>
          </p>
          <h1>{calledBy(person)}</h1>
          <p class="lead">
            <a href={`tel:${number}`}>{number}</a>
          </p>
          <PersonNow number={number} now={now} />
          <PrintedAt />
        </div>
        <PageActions file={calledBy(person)} keys={person.keys}>
          <GiveHere people={[number]} />
          <TakeBackFrom keys={person.keys} />
          <MoveOutButton person={number} />
        </PageActions>
      </header>
      <AccessCard
        of="person"
        id={number}
        zone={zone}
        onChoose={(chosen) => giveThen(chosen, zone, { people: [number], doors: chosen.row ? [chosen.row.id] : [] })}
      />
      <section class="card">
        <h2>{access.allKeys}</h2>
        <KeyTable
          keys={inOrder(person.keys)}
          columns={['door', 'from', 'until', 'origin', 'state']}
          origins={originsOf(number)}
        />
      </section>
      <div class="columns">
        <section class="card">
          <h2>{access.openings}</h2>
          <EventList events={opened} now={now} names="door" />
          {opened.length > 0 && (
            <a class="more" href={`${linkTo('activity')}?person=${encodeURIComponent(number)}`}>
              {views.activity}
            </a>
          )}
        </section>
        <PersonSharing number={number} />
      </div>
    </>
  );
}
