// A booking as it is sent, checked member by member: nothing of a body that is not understood goes on.
import { Temporal } from 'temporal-polyfill';

/** What the sender must change. `status` is that of the answer. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

const forms = {
  booking: [/^[\w.-]{1,64}$/, 'the id of the booking: up to 64 letters, digits, dots, hyphens and underscores'],
  door: [/^\S(?:.{0,98}\S)?$/, 'the name or the id of a door, at most 100 characters'],
  guest: [/^\+[1-9]\d{6,14}$/, 'the phone number of the guest with plus and country code, digits only (E.164)'],
  from: [/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'a local time at the door, such as 2027-03-05T16:00, without a zone'],
  to: [/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'a local time at the door, such as 2027-03-07T11:00, without a zone'],
};

/** The members of a body as texts of the right form. */
export function readBooking(body) {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refused(400, 'Send the booking as a JSON object, with content-type: application/json.');
  for (const name of Object.keys(body))
    if (!Object.hasOwn(forms, name)) throw new Refused(422, `A booking has only ${Object.keys(forms).join(', ')}.`);
  for (const [name, [form, what]] of Object.entries(forms))
    if (typeof body[name] !== 'string' || !form.test(body[name])) throw new Refused(422, `"${name}" must be ${what}.`);
  const { booking, door, guest, from, to } = body;
  return { booking, door, guest, from, to };
}

/** The id of a booking in a path. */
export function readBookingId(id) {
  if (!forms.booking[0].test(id)) throw new Refused(422, `The path must end in ${forms.booking[1]}.`);
  return id;
}

/** The one door that is meant. */
export function findDoor(doors, given) {
  const found = doors.filter(({ id, name }) => id === given || name === given);
  if (found.length === 1) return found[0];
  if (found.length === 0) throw new Refused(422, `There is no door "${given}" in this project.`);
  const ids = found.map(({ id }) => id).join(' or ');
  throw new Refused(422, `${found.length} doors are called "${given}": send the id of one, ${ids}.`);
}

/** The moments at which the stay begins and ends. */
export function readStay({ from, to }, { name, timezone }, now = Date.now()) {
  if (!timezone) throw new Refused(422, `The door "${name}" has no time zone, so "from" and "to" cannot be told.`);
  // On the two nights a year on which an hour is skipped or comes twice, the guest gets the longer stay.
  const [start, end] = [onTheClock('from', from, timezone, 'earlier'), onTheClock('to', to, timezone, 'later')];
  if (end <= start) throw new Refused(422, '"to" must be after "from".');
  if (end <= now) throw new Refused(422, 'The stay is over: "to" has passed.');
  return { start: new Date(Math.max(start, now)).toISOString(), end: new Date(end).toISOString() };
}

function onTheClock(name, text, zone, disambiguation) {
  let wall;
  try {
    wall = Temporal.PlainDateTime.from(text, { overflow: 'reject' });
  } catch {
    throw new Refused(422, `"${name}" is not in the calendar.`);
  }
  return wall.toZonedDateTime(zone, { disambiguation }).epochMilliseconds;
}
