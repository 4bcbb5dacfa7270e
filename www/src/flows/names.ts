import { calledBy } from '../data/people';
import { people } from '../data/project-data';

/** What somebody is called, by their number. */
export const nameOf = (number: string): string => calledBy(people.value.get(number) ?? { name: undefined, number });
