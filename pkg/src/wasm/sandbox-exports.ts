/** How an answer travels. */
export interface WasmDelivery {
  /** Milliseconds before anything is answered. */
  delayMs: number;
  /** What comes then: the answer, nothing ever, or a broken connection. */
  ending: 'answer' | 'hang' | 'reset';
  /** Whether the connection breaks after the body's bytes. */
  truncated: boolean;
  /** Over how many milliseconds the body's bytes are spread. */
  slowBodyMs: number;
}

/** An answer as the sandbox's wasm gives it. */
export interface WasmAnswer {
  /** HTTP status. */
  status: number;
  /** Names (lower case) and values. */
  headers: Array<[string, string]>;
  /** The body's bytes; empty when there is none. */
  body: Uint8Array;
  /** What is to be posted to webhooks, if anything: address and JSON body of each. */
  posts?: Array<[string, string]>;
  /** How it travels, if a fault says so. */
  delivery?: WasmDelivery;
}

/** What the sandbox's wasm exports, once it is loaded. All throw an `Error` whose message is a sentence. */
export interface SandboxExports {
  /**
   * Makes a sandbox and gives its handle. `seed` is `demo`, `empty`, `large` or a state as JSON; `settings` is
   * JSON of the settings that differ from those of the seed, or empty; `faults` is a JSON list of fault rules, or empty for
   * none; `nowMs` is the time in milliseconds since 1970.
   */
  sandboxCreate(seed: string, settings: string, faults: string, nowMs: number): number;
  /** Answers a request. `headersJson` is a JSON list of `[name, value]`. */
  sandboxHandle(handle: number, method: string, url: string, headersJson: string, body: Uint8Array, nowMs: number): WasmAnswer;
  /** Puts the sandbox's clock forward. */
  sandboxAdvance(handle: number, seconds: number): void;
  /** Everything the sandbox remembers, as JSON. */
  sandboxState(handle: number, nowMs: number): string;
  /** Forgets everything and begins anew with the seed. */
  sandboxReset(handle: number, nowMs: number): void;
  /** Replaces the fault rules, a JSON list. */
  sandboxSetFaults(handle: number, rules: string): void;
  /** The fault rules and how often each hit, as JSON. */
  sandboxFaults(handle: number): string;
  /** Changes settings: a JSON object of those that change. */
  sandboxChangeSettings(handle: number, changes: string): void;
  /** The settings in force, as JSON. */
  sandboxSettings(handle: number): string;
  /** Forgets the sandbox. */
  sandboxDrop(handle: number): void;
  /** The crate's version, Unloc's account and the clients of all systems, as JSON. */
  sandboxAbout(): string;
}
