import type { V2 } from 'unloc-integrator-client';
import { findNamed } from '../../input/named';
import type { People, Person } from '../../input/people';
import type { Terminal } from '../../terminal/terminal';

/** More than these do not fit a list to choose from. */
const most = 40;

/** Asks who is meant, where nobody was named. */
export async function askPerson(terminal: Terminal, people: People, instead: string): Promise<Person> {
  if (people.all.length > 1 && people.all.length <= most) {
    const known = people.all.map((value) => ({
      label: value.name === null ? value.appUserId : `${value.name}  ${value.appUserId}`,
      value: value as Person | undefined,
    }));
    const chosen = await terminal.choose('Who?', [...known, { label: 'somebody new', value: undefined }], instead);
    if (chosen !== undefined) return chosen;
  }
  return people.find(await terminal.ask('Who? A phone number, or a name:', instead), { newcomers: true });
}

/** Asks which door is meant, where none was named. */
export async function askDoor(terminal: Terminal, doors: readonly V2.Lock[], instead: string): Promise<V2.Lock> {
  if (doors.length <= most && terminal.interactive) {
    return terminal.choose(
      'Which door?',
      doors.map((value) => ({ label: value.name, value })),
      instead,
    );
  }
  return findNamed(doors, await terminal.ask('Which door?', instead), 'door');
}
