/** What the engine refused: its code, and the names and numbers that belong to it. */
export interface Refused {
  code: string;
  [name: string]: unknown;
}
