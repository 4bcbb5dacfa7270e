import type { Instantiate } from './module-loader';

/** A function of a wasm, whatever its parameters. */
type WasmFunction = (...values: unknown[]) => unknown;
type Functions = { [name: string]: WasmFunction };

/**
 * The functions of a wasm that are pure and never throw. If one traps, its instance is replaced and the function is called
 * once more. If it traps again, it throws what the platform throws.
 */
export function recoverable<Exports extends object>(
  instantiate: Instantiate<Exports>,
  module: WebAssembly.Module,
): Exports {
  let instance: Functions | undefined = instantiate(module) as Functions;
  const functions: Functions = {};
  for (const name of Object.keys(instance)) {
    functions[name] = (...values) => {
      try {
        instance = instance || (instantiate(module) as Functions);
        return instance[name]!(...values);
      } catch {
        instance = undefined;
      }
      const fresh = instantiate(module) as Functions;
      const result = fresh[name]!(...values);
      instance = fresh;
      return result;
    };
  }
  return functions as Exports;
}

/**
 * The functions of a wasm that has a state, which a trap destroys. From then on they throw an error with this sentence.
 *
 * @param trapped called once, when that happens.
 */
export function failing<Exports extends object>(instance: Exports, sentence: string, trapped: () => void): Exports {
  let failed = false;
  const functions: Functions = {};
  for (const [name, run] of Object.entries(instance as Functions)) {
    functions[name] = (...values) => {
      if (failed) throw new Error(sentence);
      try {
        return run(...values);
      } catch (thrown) {
        if (!isTrap(thrown)) throw thrown;
        failed = true;
        trapped();
        throw new Error(sentence);
      }
    };
  }
  return functions as Exports;
}

/** Functions of the wasm throw errors of the class `Error`; a trap and a stack overflow have classes of their own. */
function isTrap(thrown: unknown): boolean {
  return thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError;
}
