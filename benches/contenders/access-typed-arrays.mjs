// Who can open what, over columns in typed arrays that are filled page by page from what JSON.parse makes: as far as
// JavaScript goes for speed.
import { zoneOffsets } from '../access/zone-offsets.mjs';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const closed = new Set(['creating', 'revoked', 'expired', 'error']);

/** Gives things numbers in the order in which they come. */
function numbering() {
  const numbers = new Map();
  return (thing) => {
    let number = numbers.get(thing);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(thing, number);
    }
    return number;
  };
}

function grown(column, length) {
  const larger = new column.constructor(length);
  larger.set(column);
  return larger;
}

export function create() {
  const decoder = new TextDecoder();
  const lockZones = [];
  const numberOfLock = numbering();
  const numberOfPerson = numbering();
  const numberOfHours = numbering();
  const hours = [];
  let count = 0;
  let lock = new Uint32Array(4096);
  let person = new Uint32Array(4096);
  let start = new Float64Array(4096);
  let end = new Float64Array(4096);
  let pattern = new Uint16Array(4096);
  /** Where the keys of a lock begin, and all keys by lock and person. */
  let firsts;
  let order;
  const stretchesIn = zoneOffsets();
  let spansCache = { span: undefined, spans: new Map() };

  function reserve(more) {
    if (count + more <= lock.length) return;
    const length = Math.max(lock.length * 2, count + more);
    lock = grown(lock, length);
    person = grown(person, length);
    start = grown(start, length);
    end = grown(end, length);
    pattern = grown(pattern, length);
  }

  /** The spans of weekly hours at a zone, from, to, from, to. */
  function spansOf(zone, number, span) {
    if (spansCache.span !== span) spansCache = { span, spans: new Map() };
    const name = `${zone} ${number}`;
    const known = spansCache.spans.get(name);
    if (known) return known;
    const spans = [];
    for (const { from, to, offset } of stretchesIn(zone, span)) {
      for (let midnight = Math.floor((from + offset) / day) * day; midnight < to + offset; midnight += day) {
        const weekday = (Math.floor(midnight / day) + 3) % 7;
        for (const window of hours[number]) {
          if (window.day !== weekday) continue;
          const opens = Math.max(midnight + window.from - offset, from);
          const closes = Math.min(midnight + window.to - offset, to);
          if (opens < closes) spans.push(opens, closes);
        }
      }
    }
    spansCache.spans.set(name, spans);
    return spans;
  }

  /** The stretches of an hour at a zone. */
  const offsets = new Map();
  function offsetAt(zone, at) {
    const name = `${zone} ${Math.floor(at / hour)}`;
    let stretches = offsets.get(name);
    if (!stretches) {
      stretches = stretchesIn(zone, { from: Math.floor(at / hour) * hour, to: (Math.floor(at / hour) + 1) * hour });
      offsets.set(name, stretches);
    }
    return stretches.find(({ to }) => at < to).offset;
  }

  return {
    addLocks(bytes) {
      for (const { id, timezone } of JSON.parse(decoder.decode(bytes)).locks) lockZones[numberOfLock(id)] = timezone;
    },
    addKeys(bytes) {
      const page = JSON.parse(decoder.decode(bytes));
      reserve(page.keys.length);
      for (const key of page.keys) {
        if (closed.has(key.state)) continue;
        lock[count] = numberOfLock(key.lockId);
        person[count] = numberOfPerson(key.appUser.id);
        start[count] = Date.parse(key.start);
        end[count] = key.end === null ? Number.POSITIVE_INFINITY : Date.parse(key.end);
        pattern[count] = 0;
        if (key.recurrence) {
          const number = numberOfHours(JSON.stringify(key.recurrence.timeSpans)) + 1;
          hours[number] ??= key.recurrence.timeSpans.map((one) => ({
            day: weekdays.indexOf(one.weekday),
            from: (one.startHour * 60 + one.startMinute) * minute,
            to: (one.endHour * 60 + one.endMinute) * minute,
          }));
          pattern[count] = number;
        }
        count += 1;
      }
      return page.startAfterId;
    },
    seal() {
      const doors = lockZones.length;
      firsts = new Uint32Array(doors + 1);
      for (let key = 0; key < count; key += 1) firsts[lock[key] + 1] += 1;
      for (let door = 0; door < doors; door += 1) firsts[door + 1] += firsts[door];
      const places = firsts.slice();
      order = new Uint32Array(count);
      for (let key = 0; key < count; key += 1) {
        order[places[lock[key]]] = key;
        places[lock[key]] += 1;
      }
      for (let door = 0; door < doors; door += 1) {
        order.subarray(firsts[door], firsts[door + 1]).sort((a, b) => person[a] - person[b] || start[a] - start[b]);
      }
    },
    review(span) {
      let capacity = 1 << 16;
      let rows = 0;
      let columns = [new Uint32Array(capacity), new Uint32Array(capacity)];
      let times = [new Float64Array(capacity), new Float64Array(capacity)];
      const add = (door, who, from, to) => {
        if (rows === capacity) {
          capacity *= 2;
          columns = columns.map((one) => grown(one, capacity));
          times = times.map((one) => grown(one, capacity));
        }
        columns[0][rows] = door;
        columns[1][rows] = who;
        times[0][rows] = from;
        times[1][rows] = to;
        rows += 1;
      };
      for (let door = 0; door < lockZones.length; door += 1) {
        let place = firsts[door];
        while (place < firsts[door + 1]) {
          const who = person[order[place]];
          const spans = [];
          for (; place < firsts[door + 1] && person[order[place]] === who; place += 1) {
            const key = order[place];
            const from = Math.max(start[key], span.from);
            const to = Math.min(end[key], span.to);
            if (from >= to) continue;
            if (pattern[key] === 0) {
              spans.push([from, to]);
              continue;
            }
            const weekly = spansOf(lockZones[door], pattern[key], span);
            for (let at = 0; at < weekly.length; at += 2) {
              const opens = Math.max(weekly[at], from);
              const closes = Math.min(weekly[at + 1], to);
              if (opens < closes) spans.push([opens, closes]);
            }
          }
          if (spans.length > 1) spans.sort((a, b) => a[0] - b[0]);
          for (let at = 0; at < spans.length; ) {
            const from = spans[at][0];
            let to = spans[at][1];
            for (at += 1; at < spans.length && spans[at][0] <= to; at += 1) to = Math.max(to, spans[at][1]);
            add(door, who, from, to);
          }
        }
      }
      let open = 0;
      for (let row = 0; row < rows; row += 1) open += times[1][row] - times[0][row];
      return { rows, minutes: open / minute };
    },
    peopleAt(door, at) {
      let found = 0;
      let last = -1;
      for (let place = firsts[door]; place < firsts[door + 1]; place += 1) {
        const key = order[place];
        if (person[key] === last || at < start[key] || at >= end[key]) continue;
        if (pattern[key] !== 0) {
          const wall = at + offsetAt(lockZones[door], at);
          const weekday = (Math.floor(wall / day) + 3) % 7;
          const time = wall - Math.floor(wall / day) * day;
          if (!hours[pattern[key]].some((one) => one.day === weekday && one.from <= time && time < one.to)) continue;
        }
        last = person[key];
        found += 1;
      }
      return found;
    },
  };
}
