import { linkTo, place } from '../app/address';
import { data, people } from './project-data';

/**
 * Stands for somebody's number in a link that is passed on, so that the number is not in messages and histories: 52 bits of a
 * digest of it and of the project. Who may read the project finds the person by it; it is no secret.
 */
function markOf(number: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (const letter of `${data.value?.project.id} ${number}`) {
    const code = letter.codePointAt(0) ?? 0;
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  return `p${(high >>> 0).toString(36)}${((low ^ high) >>> 12).toString(36)}`;
}

/** The number of a person that a link names, by number or by mark; what it says if nobody has it. */
export function numberInLink(part: string): string {
  if (part.startsWith('+')) return part;
  return [...people.value.keys()].find((number) => markOf(number) === part) ?? part;
}

/** The address of what is shown, without the number of the person whose page it is. */
export function linkToPassOn(): string {
  const [section, number] = place.value.parts;
  const { href } = window.location;
  if (section !== 'people' || number === undefined || !people.value.has(number)) return href;
  return href.replace(/#[^?]*/, linkTo(section, markOf(number)));
}
