/** How a response is delivered. */
export interface WasmDelivery {
  /** Milliseconds before the response. */
  delayMs: number;
  /** What follows: the response, nothing ever, or a broken connection. */
  ending: 'answer' | 'hang' | 'reset';
  /** Whether the connection breaks after these bytes of the body. */
  truncated: boolean;
  /** Over how many milliseconds the body's bytes are spread. */
  slowBodyMs: number;
}

/** A response of the sandbox's wasm. */
export interface WasmAnswer {
  /** HTTP status. */
  status: number;
  /** Names (lower case) and values. */
  headers: Array<[string, string]>;
  /** The body's bytes; empty when there is none. */
  body: Uint8Array;
  /** Events to post to webhooks: URL and JSON body of each. */
  posts?: Array<[string, string]>;
  /** The delivery, if a fault changes it. */
  delivery?: WasmDelivery;
}

/** The exports of the sandbox's wasm. All throw an `Error` whose message is a sentence. */
export interface SandboxExports {
  /**
   * Creates a sandbox and returns its handle. `seed` is `demo`, `empty`, `large` or a state as JSON; `settings` is
   * JSON of the settings that differ from those of the seed, or empty; `faults` is a JSON list of fault rules, or empty for
   * none; `nowMs` is the time in milliseconds since 1970.
   */
  sandboxCreate(seed: string, settings: string, faults: string, nowMs: number): number;
  /** Handles a request. `headersJson` is a JSON list of `[name, value]`. */
  sandboxHandle(
    handle: number,
    method: string,
    url: string,
    headersJson: string,
    body: Uint8Array,
    nowMs: number,
  ): WasmAnswer;
  /** Advances the sandbox's clock. */
  sandboxAdvance(handle: number, seconds: number): void;
  /** The state of the sandbox, as JSON. */
  sandboxState(handle: number, nowMs: number): string;
  /** Resets the sandbox to its seed. */
  sandboxReset(handle: number, nowMs: number): void;
  /** Replaces the fault rules, a JSON list. */
  sandboxSetFaults(handle: number, rules: string): void;
  /** The fault rules and how often each was applied, as JSON. */
  sandboxFaults(handle: number): string;
  /** Changes settings: a JSON object of those to change. */
  sandboxChangeSettings(handle: number, changes: string): void;
  /** The current settings, as JSON. */
  sandboxSettings(handle: number): string;
  /** Frees the sandbox. */
  sandboxDrop(handle: number): void;
  /** The crate's version, Unloc's account and the clients of all systems, as JSON. */
  sandboxAbout(): string;
}
