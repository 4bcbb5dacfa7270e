/** What a person did, to which the calls that follow belong. */
export interface Cause {
  /** Counts from 1; 0 is what the page does by itself. */
  number: number;
  /** The words of the button or link. */
  words: string;
}

const byItself: Cause = { number: 0, words: '' };

let latest = byItself;
let until = 0;

/** Calls that come within this time after what was done, or after the last call for it, belong to it. Milliseconds. */
const near = 3_000;

function note({ target }: Event): void {
  if (!(target instanceof Element)) return;
  const found = target.closest('button, a, summary, label, select, input, [role=option]');
  const words = (found?.getAttribute('aria-label') ?? found?.textContent ?? '').trim().replace(/\s+/g, ' ');
  if (found === null || words === '') return;
  latest = { number: latest.number + 1, words: words.slice(0, 60) };
  until = performance.now() + near;
}

for (const event of ['click', 'change', 'submit']) document.addEventListener(event, note, { capture: true });

/** What a call that is sent now belongs to. */
export function causeNow(): Cause {
  return performance.now() < until ? latest : byItself;
}

/** A call for it has ended: the next one may follow from it. */
export function causeGoesOn({ number }: Cause): void {
  if (number === latest.number && number !== 0) until = performance.now() + near;
}
