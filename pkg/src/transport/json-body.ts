import { withoutSeparators } from '../core/phone-number';

/** A place in a body, such as `keys[0].end`, and what is there. */
interface Place {
  place: string;
}

/** A body as JSON text. */
export interface WrittenBody {
  /** None for what has no JSON. */
  text?: string;
  /** What JSON would turn into null or leave out, although it was given as something else. */
  lost?: Place & { what: string };
  /** Phone numbers, without separators. */
  phoneNumbers: Array<Place & { text: string }>;
}

type Holder = { [name: string]: unknown };

/**
 * Writes a body.
 *
 * @param name what the body is called, before the names of its members; `''` if its members are parameters.
 * @param phoneNumbers the places of phone numbers, with `[]` for each item of a list.
 * @throws what a getter, a proxy or `toJSON` throws; a `TypeError` for a circle.
 */
export function writeBody(body: unknown, name: string, phoneNumbers: string[]): WrittenBody {
  const written: WrittenBody = { phoneNumbers: [] };
  /** Where each object lies. One that lies at two places is visited right after its place was noted. */
  const places = new Map<unknown, string>();
  written.text = JSON.stringify(body, function (this: Holder, key: string, value: unknown): unknown {
    const parent = places.get(this);
    const place = parent === undefined ? '' : Array.isArray(this) ? `${parent}[${key}]` : join(parent, key);
    const what = lost(this, key, value);
    if (what !== undefined) {
      if (!written.lost) written.lost = { place: join(name, place) || 'body', what };
      return null;
    }
    if (typeof value === 'object' && value !== null) {
      places.set(value, place);
    } else if (value !== undefined && value !== null && phoneNumbers.indexOf(place.replace(/\[\d+\]/g, '[]')) >= 0) {
      const text = typeof value === 'string' ? withoutSeparators(value) : '';
      written.phoneNumbers.push({ place: join(name, place), text });
      return text;
    }
    return value;
  });
  return written;
}

function join(before: string, name: string): string {
  return before && name ? `${before}.${name}` : before || name;
}

/** What a value is that JSON cannot hold. `value` is what `toJSON` made of the member, if it has one. */
function lost(holder: Holder, key: string, value: unknown): string | undefined {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? undefined : String(value);
    case 'bigint':
    case 'function':
    case 'symbol':
      return `a ${typeof value}`;
    case 'undefined':
      if (Array.isArray(holder)) return key in holder ? 'undefined, in a list' : 'a hole in a list';
      return holder[key] === undefined ? undefined : 'a value whose toJSON returns undefined';
    case 'object':
      return value === null ? lostByNull(holder[key]) : lostObject(value);
    default:
      return undefined;
  }
}

function lostByNull(given: unknown): string | undefined {
  if (given === null) return undefined;
  return kindOf(given) === 'Date' ? 'an invalid date' : 'a value whose toJSON returns null';
}

/** Objects whose content is in no member: JSON writes `{}` for them. */
function lostObject(value: object): string | undefined {
  const kind = kindOf(value);
  if (kind === 'Number') return lost({}, '', Number(value));
  return /^(?:Object|Array|String|Boolean)$/.test(kind) ? undefined : `of the type ${kind}`;
}

function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
