/** Options that the core has checked. A time is null for no limit; without `timeoutMs` the operation decides. */
export interface CheckedOptions {
  readonly baseUrl: string;
  readonly headers: { [name: string]: string };
  readonly timeoutMs?: number | null;
  readonly deadlineMs: number | null;
  readonly maxRetries: number;
  readonly retryAfterCeilingMs: number | null;
}
