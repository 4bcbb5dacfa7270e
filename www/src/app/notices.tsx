import { signal } from '@preact/signals';

const said = signal<{ text: string; number: number } | undefined>(undefined);
let number = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Long enough to be read, and for a screen reader to come to it. */
const shownMs = 8_000;

/** Says something in a line that goes by itself. */
export function notice(text: string): void {
  number += 1;
  said.value = { text, number };
  clearTimeout(timer);
  timer = setTimeout(() => {
    said.value = undefined;
  }, shownMs);
}

/** Where it is said. The region is always there: one that comes with its text is not read out everywhere. */
export function Notices() {
  const now = said.value;
  return (
    <div class="notices" role="status">
      {now && <p key={now.number}>{now.text}</p>}
    </div>
  );
}
