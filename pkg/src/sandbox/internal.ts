import type { WasmAnswer } from '../wasm/sandbox-exports';

/**
 * Where a sandbox keeps what only the command uses. Shared by name, because the command is a file of
 * its own that takes the sandbox from the package.
 */
const name = Symbol.for('unloc-integrator-client.sandbox.answer');

/** Answers a request and says how the answer travels, but leaves the travelling to the caller. */
export type Answer = (path: string, method: string, headers: Array<[string, string]>, body: Uint8Array) => WasmAnswer;

/** Gives a sandbox its door for the command. */
export function openInside(sandbox: object, answer: Answer): void {
  Object.defineProperty(sandbox, name, { value: answer });
}

/** A sandbox's door for the command. */
export const inside = (sandbox: object): Answer => (sandbox as { [key: symbol]: Answer })[name] as Answer;
