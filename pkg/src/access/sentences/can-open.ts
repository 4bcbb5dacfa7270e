import type { Answer } from '../questions/answer';
import type { Reason } from '../reason';
import type { BlindSpot } from '../scope';
import type { Described } from '../snapshot/internals';
import { notSeen } from './blind-spots';
import { fill } from './fill';
import { when } from './when';

type Found = Pick<Answer, 'opens' | 'because' | 'butNot' | 'next'>;

const opens = '{who} can open {door}[ until {until}] ({why}).';
const doesNot = '{who} cannot open {door}[ until {until}][: {why}].';

const whyNot: { [why: string]: string } = {
  notYet: '{key} begins {start}',
  over: '{key} ended {end}',
  outsideHours: '{key} does not open at this hour of the week',
  creating: '{key} is still being made',
  revoked: '{key} was revoked',
  error: '{key} could not be made',
};

/** What a key is called: `key of rentals/B-1001`. */
export function nameOfKey({ via, certain, owner, ref, accessGroupId }: Reason): string {
  if (via === 'accessGroup') return `${certain ? '' : 'key, perhaps of '}access group ${accessGroupId}`;
  if (owner === undefined && ref === undefined) return 'key';
  return `key of ${[owner, ref].filter((part) => part !== undefined).join('/')}`;
}

/** The answer of `canOpen` in words. */
export function canOpenSentence(found: Found, names: Described, at: number, blindSpots: BlindSpot[]): string {
  const moment = (iso: string): string => when(Date.parse(iso), names.zone, at);
  const reasons = found.opens
    ? unique(found.because.map(nameOfKey)).join('; ')
    : unique(
        found.butNot.map(({ reason, why }) =>
          fill(whyNot[why] || '{key}', {
            key: `the ${nameOfKey(reason)}`,
            start: moment(reason.start),
            // A key whose state says that it is over may have no end.
            end: reason.end === null || Date.parse(reason.end) > at ? 'early' : moment(reason.end),
          }),
        ),
      ).join('; ') || 'there is no key';
  const sentence = fill(found.opens ? opens : doesNot, {
    who: names.who,
    door: names.door,
    until: found.next && moment(found.next.at),
    why: reasons,
  });
  return [sentence, notSeen(blindSpots)].filter((part) => part !== '').join(' ');
}

const unique = (texts: string[]): string[] => Array.from(new Set(texts));
