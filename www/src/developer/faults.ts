import { signal } from '@preact/signals';
import type { FaultReport, FaultRule } from 'unloc-integrator-client/sandbox';
import { connected } from '../account/connection';

/** What can be made to go wrong by a switch. */
export type Fault = 'unavailable' | 'slow' | 'lost' | 'expired' | 'vendor' | 'offline';

const keys = { method: 'POST', path: '/v2/projects/*/keys' };

const rules: { readonly [fault in Fault]: FaultRule } = {
  unavailable: { path: '/v2/projects/**', probability: 1 / 3, fault: { status: 503 } },
  slow: { path: '/v2/**', fault: { delayMs: 2_000 } },
  lost: { ...keys, count: 1, fault: { reset: 'after' } },
  expired: { path: '/v2/projects/**', count: 1, fault: { expireTokens: true } },
  vendor: { ...keys, fault: { failKeys: 1 } },
  offline: { ...keys, fault: { keySeconds: 24 * 3600 } },
};

/** All switches. */
export const faults = Object.keys(rules) as readonly Fault[];

/** The rules that hold, and how often each was applied. */
export const reports = signal<readonly FaultReport[]>([]);

/** Reads them again: they count. */
export function readReports(): void {
  reports.value = connected().sandbox?.faults() ?? [];
}

/** A rule as text, whatever the order of its members. */
const textOf = (rule: FaultRule): string =>
  JSON.stringify(rule, (_, value: unknown) =>
    value instanceof Object
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );

/** Whether a switch is on. */
export const isOn = (fault: Fault): boolean => reports.value.some(({ rule }) => textOf(rule) === textOf(rules[fault]));

/** Sets the rules. Throws what is wrong with them. */
function set(wanted: FaultRule[]): void {
  connected().sandbox?.faults(wanted);
  readReports();
}

/** Switches one on or off. */
export function toggle(fault: Fault): void {
  const others = reports.value.map(({ rule }) => rule).filter((rule) => textOf(rule) !== textOf(rules[fault]));
  set(isOn(fault) ? others : [...others, rules[fault]]);
}

/** Adds a rule, as JSON. Throws what is wrong with it. */
export function addRule(json: string): void {
  set([...reports.value.map(({ rule }) => rule), JSON.parse(json) as FaultRule]);
}

/** Removes one. */
export function removeRule(index: number): void {
  set(reports.value.map(({ rule }) => rule).filter((_, at) => at !== index));
}
