import type { WasmAnswer } from '../wasm/sandbox-exports';

/**
 * A property of a sandbox that only the command uses. It is a registered symbol, because the command is a file of
 * its own that imports the sandbox from the package.
 */
const name = Symbol.for('unloc-integrator-client.sandbox.answer');

/** Handles a request and returns the response with its delivery, which is the caller's task. */
export type RequestHandler = (
  path: string,
  method: string,
  headers: Array<[string, string]>,
  body: Uint8Array,
) => WasmAnswer;

/** Makes a sandbox's request handler accessible to the command. */
export function exposeHandler(sandbox: object, handler: RequestHandler): void {
  Object.defineProperty(sandbox, name, { value: handler });
}

/** The request handler of a sandbox. */
export const handlerOf = (sandbox: object): RequestHandler =>
  (sandbox as { [key: symbol]: RequestHandler })[name] as RequestHandler;
