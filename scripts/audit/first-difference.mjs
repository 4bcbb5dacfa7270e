// Where two files begin to differ, so that a person sees what it is: the words of a text, the bytes of anything else.

/** Characters on either side. */
const around = 40;
/** Bytes in a line of a dump. */
const dumped = 16;

const firstDifferent = (left, right) => {
  const length = Math.min(left.length, right.length);
  for (let place = 0; place < length; place += 1) if (left[place] !== right[place]) return place;
  return length;
};

const textOf = (bytes) => {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** What stands at a place of a text, on one line. */
const excerpt = (text, place) => JSON.stringify(text.slice(Math.max(0, place - around), place + around));

/** Bytes as numbers and as the characters that some of them are. */
function dump(bytes, place) {
  const row = bytes.subarray(place, place + dumped);
  const numbers = Array.from(row, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const characters = Array.from(row, (byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
  return `${numbers || 'the end'}  ${characters}`.trimEnd();
}

/** Lines that say where two files differ first, or `undefined` if they are the same. */
export function firstDifference(left, right) {
  if (Buffer.compare(left, right) === 0) return undefined;
  const [one, other] = [textOf(left), textOf(right)];
  if (one === undefined || other === undefined) {
    const place = firstDifferent(left, right);
    return [`at byte ${place} of ${left.length} and ${right.length}`, dump(left, place), dump(right, place)];
  }
  const place = firstDifferent(one, other);
  const before = one.slice(0, place).split('\n');
  return [`at line ${before.length}, column ${before.at(-1).length + 1}`, excerpt(one, place), excerpt(other, place)];
}

/**
 * What two folders differ in, a paragraph for each file.
 *
 * @param left paths and bytes of one, a `Map`.
 * @param right those of the other.
 * @param names what both are called.
 */
export function differences(left, right, names) {
  const [here, there] = names;
  const paths = [...new Set([...left.keys(), ...right.keys()])].sort();
  return paths.flatMap((path) => {
    if (!right.has(path)) return [`${path} is in ${here} only`];
    if (!left.has(path)) return [`${path} is in ${there} only`];
    const found = firstDifference(left.get(path), right.get(path));
    if (found === undefined) return [];
    const [place, one, other] = found;
    return [`${path} differs ${place}\n      ${here}: ${one}\n      ${there}: ${other}`];
  });
}
