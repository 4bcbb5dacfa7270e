import { place } from '../app/address';
import { numberInLink } from '../data/person-in-link';
import { PeopleList } from './people-list';
import { PersonPage } from './person-page';

/** The people who have keys, or one of them. */
export function People() {
  const [, number] = place.value.parts;
  return number === undefined ? <PeopleList /> : <PersonPage number={numberInLink(number)} />;
}
