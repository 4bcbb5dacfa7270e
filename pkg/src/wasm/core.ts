import { UnlocError } from '../core/unloc-error';
import type { UnlocErrorMembers } from '../core/unloc-error';
import { coreIfLoaded, loadCore } from './client-module';
import type { Core, CoreFunctions } from './core-functions';
import { loadFailure } from './errors';

/**
 * The pure functions of the core.
 *
 * @throws UnlocError `wasm_unavailable` or `internal` if the wasm cannot run.
 */
export async function core(operation: string): Promise<Core> {
  try {
    return coreIfLoaded() || (await loadCore());
  } catch (thrown) {
    throw loadFailure(operation, thrown);
  }
}

/** The result of a function of the core, called by its name. Of the argument it gets what has a JSON. Throws what a trap throws. */
export function answer<Name extends keyof CoreFunctions>(
  core: Core,
  name: Name,
  argument: Parameters<CoreFunctions[Name]>[0],
): ReturnType<CoreFunctions[Name]> {
  return JSON.parse(core.ask(name, json(argument) || readableMembers(argument)));
}

/**
 * The same for a function that can fail.
 *
 * @throws UnlocError the error that the core gives, or `internal` if the wasm traps.
 */
export function ask<Name extends keyof CoreFunctions>(
  core: Core,
  operation: string,
  name: Name,
  argument: Parameters<CoreFunctions[Name]>[0],
): ReturnType<CoreFunctions[Name]> {
  let result: ReturnType<CoreFunctions[Name]>;
  try {
    result = answer(core, name, argument);
  } catch (thrown) {
    throw loadFailure(operation, thrown);
  }
  const { error } = (result || {}) as { error?: UnlocErrorMembers };
  if (error) throw new UnlocError(error);
  return result;
}

/** A value as JSON; empty if it has none. */
export function json(value: unknown): string {
  try {
    const text: string | undefined = JSON.stringify(value);
    return text === undefined ? '' : text;
  } catch {
    // A getter that throws, a circle, a BigInt.
    return '';
  }
}

/** An object as JSON, without the members that have none; empty if it is no object. */
function readableMembers(value: unknown): string {
  try {
    const pairs = Object.entries(value as object).map((pair) => pair.map(json));
    return `{${pairs.filter((pair) => pair[1]).map((pair) => pair.join(':'))}}`;
  } catch {
    return '';
  }
}
