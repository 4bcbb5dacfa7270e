using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "main", worker = (
    compatibilityDate = "2026-11-01",
    modules = [
      (name = "worker", esModule = embed "dist/worker.js"),
      (name = "unloc_integrator_client.wasm", wasm = embed "dist/unloc_integrator_client.wasm"),
      (name = "unloc_sandbox.wasm", wasm = embed "dist/unloc_sandbox.wasm"),
      (name = "unloc_access.wasm", wasm = embed "dist/unloc_access.wasm"),
    ],
  ))],
);
