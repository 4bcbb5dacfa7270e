import { effect, signal } from '@preact/signals';
import { connected } from '../../account/connection';
import { decide, type Decision, type Verdict } from '../../data/decisions';
import { isOver } from '../../data/key-states';
import { data } from '../../data/project-data';
import { begin, flow } from '../../flows/flow';
import { doorTime } from '../../format/time';
import { words } from '../../words/words';
import type { Item } from './items';

/** Who decides. It is remembered in this browser. */
export const decider = signal(remembered());

function remembered(): string {
  try {
    return localStorage.getItem('decider') ?? '';
  } catch {
    return '';
  }
}

/** Changes who decides. */
export function decideAs(name: string): void {
  decider.value = name;
  try {
    localStorage.setItem('decider', name);
  } catch {
    // A browser that keeps nothing asks again.
  }
}

/** Until when a key opens, on its door's clock. */
export function untilOf({ key, zone }: Item): string {
  if (key === undefined) return '';
  return key.end === null ? words.value.noEnd : doorTime(key.end, zone, connected().now());
}

/** Decides that access stays as it is. */
export function keep(items: readonly Item[]): void {
  void decide(items.map((item) => decision(item, 'keep', untilOf(item))));
}

/** Whether something can be taken back: keys together, or one right to share. */
export function canTakeBack(items: readonly Item[]): boolean {
  return items.length === 1 || items.some(({ key }) => key !== undefined);
}

/** Takes keys back, or a right to share. What is decided is what became of it. */
export function takeBack(items: readonly Item[]): void {
  const keys = items.flatMap(({ key }) => (key === undefined ? [] : [key]));
  const [first] = items;
  if (keys.length > 0) begin({ name: 'takeBack', keys });
  else if (first !== undefined) begin({ name: 'sharing', what: 'stop', person: first.number, door: first.lockId });
  afterwards(() => void decide(items.filter(isGone).map((item) => decision(item, 'takeBack', ''))));
}

/** Gives keys an end: a new key until then, and the old one goes. */
export function endOn(items: readonly Item[]): void {
  const keys = items.flatMap(({ key }) => (key === undefined ? [] : [key]));
  begin({ name: 'change', keys });
  afterwards(() => void decide(items.filter(isGone).map((item) => decision(item, 'end', nextEnd(item)))));
}

/** Calls back when the flow that is open is closed. */
function afterwards(then: () => void): void {
  const stop = effect(() => {
    if (flow.value !== undefined) return;
    // The effect itself is not there yet while it first runs.
    queueMicrotask(() => {
      stop();
      then();
    });
  });
}

function isGone({ id, right }: Item): boolean {
  if (right !== undefined)
    return !data.value?.sharingRights.some(
      ({ appUserId, lockId }) => appUserId === right.appUserId && lockId === right.lockId,
    );
  const key = data.value?.keys.find((one) => one.id === id);
  return key === undefined || isOver(key);
}

/** Until when the key that took its place opens. */
function nextEnd({ id, number, lockId, zone }: Item): string {
  const next = data.value?.keys
    .filter((one) => one.id !== id && one.lockId === lockId && one.appUser?.id === number && one.state !== 'revoked')
    .sort((one, other) => Date.parse(other.created) - Date.parse(one.created))[0];
  if (next === undefined) return '';
  return next.end === null ? words.value.noEnd : doorTime(next.end, zone, connected().now());
}

function decision({ id, number, who, door, why }: Item, verdict: Verdict, until: string): Decision {
  const said = why.map((one) => words.value.review.whys[one]);
  const projectId = data.value?.project.id ?? '';
  const at = connected().now();
  return { id, projectId, verdict, by: decider.value.trim(), at, who, number, door, why: said, until };
}
