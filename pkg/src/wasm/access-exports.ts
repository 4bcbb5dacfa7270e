/**
 * The exports of the access engine's wasm. Snapshots are numeric handles. Texts are JSON, unless said otherwise.
 * What is refused is thrown as an `Error` whose message is JSON: `{"code":"…",…}` (`access/src/refusal.rs`).
 */
export interface AccessExports {
  /** A snapshot without pages. `of` is the scope. */
  accessCreate(of: string): number;
  /** A snapshot that was saved. */
  accessLoadBytes(saved: Uint8Array): number;
  /** Frees a snapshot. A handle may be dropped twice. */
  accessDrop(handle: number): void;
  /** Adds a page as the API sent it, all of it or nothing: `{ items, cursor? }`. */
  accessAddPage(handle: number, kind: string, page: Uint8Array): string;
  /** Answers a question. */
  accessAsk(handle: number, question: string, given: string): string;
  /** Answers a question by bytes. */
  accessBytes(handle: number, question: string, given: string): Uint8Array;
  /** Reads a file of wanted access against the doors of a snapshot; 0 is none. */
  accessRead(handle: number, form: string, file: Uint8Array, given: string): string;
  /** What changed between two snapshots. */
  accessCompare(before: number, after: number, given: string): string;
  /** The people who can open a lock at an instant, as indices. */
  accessPeopleAt(handle: number, lock: number, atMs: number): Uint32Array;
}
