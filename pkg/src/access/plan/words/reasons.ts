import { fill } from '../../sentences/fill';
import type { PlanStep } from '../document';
import { hours, stamp } from './clock';

/** Why a step is made, by the codes of the engine. */
const reasons: { [code: string]: string } = {
  new: 'nothing of it opens yet',
  again: 'the key that was made before is in error',
  later: 'until {to} instead of {oldTo}',
  appended: 'a second key from {oldTo} on; the first stays',
  earlier: 'from {from} instead of {oldFrom}',
  endsEarlier: 'until {to} instead of {oldTo}; the old key goes when the new one is usable',
  beginsLater: 'from {from} instead of {oldFrom}; the old key goes when the new one is usable',
  hours: '{hours} instead of {oldHours}; the old key goes when the new one is usable',
  moved: 'moves: from {left} to {given}',
  newNumber: 'has a new number; the keys of the old one go when this is usable',
  await: 'the new keys must be usable before the old ones go',
  replaced: 'a new key takes its place',
  numberChanged: 'has another number now',
  tooMuch: 'other keys open all that is wanted',
  notNow: 'is on the list with other times or doors',
  notOnList: 'not on the list, which is complete {covers}',
  inError: 'could not be made',
  movedOut: 'moves out',
  stay: 'the stay changes',
};

/** A step as the engine gives it. */
export type RawStep = Omit<PlanStep, 'because'>;

/** What sentences about a plan need beside a step. */
export interface Telling {
  zoneOf(lockId: string | undefined): string;
  doorName(lockId: string | undefined): string;
  covers: string;
}

/** Why a step is made, in words. No phone number is in them. */
export function because(step: RawStep, steps: RawStep[], telling: Telling): string {
  const zone = telling.zoneOf(step.lockId);
  const at = (moment: string | null | undefined, none: string): string => (moment ? stamp(moment, zone) : none);
  const { key, was } = step;
  const doors = (what: string): string => {
    const names = steps
      .filter((other) => other.do === what && other.ref === step.ref && other.code === 'moved')
      .map((other) => telling.doorName(other.lockId));
    return names.join(', ') || '?';
  };
  const appended = step.code === 'later' && key && was && key.start === was.end;
  return fill(reasons[appended ? 'appended' : step.code] || step.code, {
    from: at(key && key.start, 'now'),
    to: at(key && key.end, 'for ever'),
    hours: hours(key && key.recurrence) || 'at all hours',
    oldFrom: at(was && was.start, 'now'),
    oldTo: at(was && was.end, 'for ever'),
    oldHours: hours(was && was.recurrence) || 'at all hours',
    left: doors('takeBack'),
    given: doors('give'),
    covers: telling.covers,
  });
}
