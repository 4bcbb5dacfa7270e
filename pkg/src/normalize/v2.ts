/*
 * Members of API v2 that its documentation spells in two ways, mended in place as those of v1 are.
 */

/** Something out of JSON, before it can be trusted to be of its type. */
type Untrusted = { [name: string]: unknown } | null | undefined;

/** The documentation prints `timeSpans` and, on the same page, `timespans`. */
function recurrence(it: Untrusted): void {
  const windows = it && (it.recurrence as Untrusted);
  if (!windows || typeof windows !== 'object' || windows.timeSpans !== undefined || windows.timespans === undefined) return;
  windows.timeSpans = windows.timespans;
  delete windows.timespans;
}

/** Mends a key. */
export function mendKey(it: object): void {
  recurrence(it as Untrusted);
}

/** Mends an access group. `allowKeySharing` is printed as a string. */
export function mendAccessGroup(it: object): void {
  recurrence(it as Untrusted);
  const group = it as { allowKeySharing?: unknown };
  if (group.allowKeySharing === 'true' || group.allowKeySharing === 'false') group.allowKeySharing = group.allowKeySharing === 'true';
}
