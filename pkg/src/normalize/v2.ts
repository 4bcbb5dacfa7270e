/*
 * Members of API v2 that its documentation spells in two ways are normalized in place, as those of v1.
 */

/** A value from JSON whose type is not checked. */
type Untrusted = { [name: string]: unknown } | null | undefined;

/** The documentation uses both `timeSpans` and `timespans`. */
function recurrence(it: Untrusted): void {
  const windows = it && (it.recurrence as Untrusted);
  if (!windows || typeof windows !== 'object' || windows.timeSpans !== undefined || windows.timespans === undefined)
    return;
  windows.timeSpans = windows.timespans;
  delete windows.timespans;
}

/** Normalizes a key. */
export function normalizeKey(it: object): void {
  recurrence(it as Untrusted);
}

/** Normalizes an access group. The documentation shows `allowKeySharing` as a string. */
export function normalizeAccessGroup(it: object): void {
  recurrence(it as Untrusted);
  const group = it as { allowKeySharing?: unknown };
  if (group.allowKeySharing === 'true' || group.allowKeySharing === 'false')
    group.allowKeySharing = group.allowKeySharing === 'true';
}
