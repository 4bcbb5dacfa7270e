import type { WasmDelivery } from '../../wasm/sandbox-exports';

/** How an answer travels when nothing is wrong. */
export const ordinary: WasmDelivery = { delayMs: 0, ending: 'answer', truncated: false, slowBodyMs: 0 };

/** Into how many pieces a slow body is cut at most. */
const mostPieces = 10;

/** The pieces of a slow body, and how many milliseconds to wait before each. */
export function pieces(body: Uint8Array, slowBodyMs: number): { waitMs: number; parts: Uint8Array[] } {
  if (slowBodyMs === 0 || body.length === 0) return { waitMs: slowBodyMs, parts: [body] };
  const count = Math.min(mostPieces, body.length);
  const parts: Uint8Array[] = [];
  for (let index = 0; index < count; index += 1) {
    parts.push(body.subarray(Math.floor((index * body.length) / count), Math.floor(((index + 1) * body.length) / count)));
  }
  return { waitMs: slowBodyMs / count, parts };
}

/** Calls back after some milliseconds, and gives a function that prevents it. */
export function later(milliseconds: number, callback: () => void): () => void {
  const timer: unknown = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer as number);
}
