// This package, its slim entry: the same wasm, as a file of its own.
import load, { getKeys, init } from '../../pkg/dist/slim.node.mjs';
import { callsOf } from './unloc-calls.mjs';

export async function create(settings) {
  await load();
  return callsOf(init, getKeys, settings);
}
