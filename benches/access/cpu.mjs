/** CPU milliseconds of this process, the engine's own threads included. */
export function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What some work gives, and how many milliseconds of CPU it took. */
export function timed(work) {
  const begun = cpu();
  const result = work();
  return { result, ms: cpu() - begun };
}

/** The bytes of all wasm memories that are made from here on. */
export function wasmMemory() {
  const memories = new Set();
  const noted = (instance) => {
    for (const one of Object.values(instance.exports)) if (one instanceof WebAssembly.Memory) memories.add(one);
    return instance;
  };
  const { Instance, instantiate } = WebAssembly;
  WebAssembly.Instance = new Proxy(Instance, { construct: (target, given) => noted(new target(...given)) });
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate.apply(WebAssembly, given);
    noted(made.instance ?? made);
    return made;
  };
  return () => [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
}
