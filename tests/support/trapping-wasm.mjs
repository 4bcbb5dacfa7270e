// A WebAssembly whose exports trap when a test says so. Also for pages: the function takes nothing from around it.

/**
 * Replaces `WebAssembly.Instance`, to be called before the package is loaded. Returns:
 * - `arm(name, options)`: the export of that name, or the export `ask` that is asked for it, traps at its next call, `times` (1) calls in a row, after `after` (0) more
 *   that do not; `word` says how: `runtime error` (thrown by JavaScript), `unreachable` (a real one), `overflow` (a real one);
 * - `fired()`: how many traps there were since `arm`;
 * - `instances`: how many there have been; `misused`: how often one was called after it had trapped;
 * - `living()`: how many memories of instances have not been collected.
 */
export function trapping() {
  const { Instance, Module } = WebAssembly;
  // (module (func (export "trap") unreachable))
  const bytes = [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 8, 1, 4, 116, 114, 97, 112, 0, 0, 10, 5, 1, 3, 0, 0,
    11,
  ];
  const { trap } = new Instance(new Module(new Uint8Array(bytes))).exports;
  const dive = () => dive() + 1;
  const words = {
    'runtime error': () => {
      throw new WebAssembly.RuntimeError('planted-secret');
    },
    unreachable: trap,
    overflow: dive,
  };
  const armed = [];
  const memories = [];
  let fired = 0;
  const state = {
    instances: 0,
    misused: 0,
    arm(name, { times = 1, after = 0, word = 'unreachable' } = {}) {
      fired = 0;
      armed.push({ name, times, after, word });
    },
    fired: () => fired,
    disarm: () => armed.splice(0),
    living: () => memories.filter((memory) => memory.deref() !== undefined).length,
  };
  const due = (name) => {
    const one = armed.find((each) => each.name === name && each.times > 0);
    if (one === undefined) return undefined;
    one.after -= 1;
    if (one.after >= 0) return undefined;
    one.times -= 1;
    fired += 1;
    return words[one.word];
  };
  WebAssembly.Instance = function TrappingInstance(module, imports) {
    const real = new Instance(module, imports).exports;
    state.instances += 1;
    memories.push(new WeakRef(real.memory));
    let broken = false;
    const exports = {};
    for (const [name, value] of Object.entries(real)) {
      // What the glue calls by itself, such as malloc, may run once more when a trap passes through it.
      exports[name] =
        typeof value !== 'function' || name.startsWith('__')
          ? value
          : (...given) => {
              if (broken) state.misused += 1;
              // Its first argument is the name of what it is asked for.
              const asked =
                name === 'ask'
                  ? new TextDecoder().decode(new Uint8Array(real.memory.buffer, given[0], given[1]))
                  : name;
              const strike = due(asked);
              if (strike === undefined) return value(...given);
              broken = true;
              return strike();
            };
    }
    return { exports };
  };
  return state;
}
