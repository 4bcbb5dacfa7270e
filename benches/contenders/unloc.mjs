// This package, its main entry.
import { getKeys, init } from '../../pkg/dist/index.node.mjs';
import { callsOf } from './unloc-calls.mjs';

export const create = (settings) => callsOf(init, getKeys, settings);
