/**
 * What became of one change: `waits`; `sent`; `making`, it is there and not usable yet; `done`, read back; `failed`;
 * `unknown`, it may have been done; `undone`, taken back.
 */
export type RowState = 'waits' | 'sent' | 'making' | 'done' | 'failed' | 'unknown' | 'undone';

/** One change of a flow, and what became of it. */
export interface Row {
  id: string;
  /** The person's number. */
  person: string;
  lockId: string;
  /** What is done, in words, where a flow does different things. */
  what?: string;
  state: RowState;
  keyId?: string;
  /** Why it failed, or is not known. */
  why?: string;
}

/** The rows with some changed. */
export function changed(rows: readonly Row[], ids: readonly string[], change: Partial<Row>): readonly Row[] {
  const wanted = new Set(ids);
  return rows.map((row) => (wanted.has(row.id) ? { ...row, ...change } : row));
}

/** Whether something is under way. */
export function underWay(rows: readonly Row[]): boolean {
  return rows.some(({ state }) => state === 'sent');
}
