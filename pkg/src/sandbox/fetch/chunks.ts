import type { WasmDelivery } from '../../wasm/sandbox-exports';

/** The delivery of a response without faults. */
export const ordinary: WasmDelivery = { delayMs: 0, ending: 'answer', truncated: false, slowBodyMs: 0 };

/** A slow body is sent in at most so many pieces. */
const maxPieces = 10;

/** The pieces of a slow body, and the milliseconds to wait before each. */
export function pieces(body: Uint8Array, slowBodyMs: number): { waitMs: number; parts: Uint8Array[] } {
  if (slowBodyMs === 0 || body.length === 0) return { waitMs: slowBodyMs, parts: [body] };
  const count = Math.min(maxPieces, body.length);
  const parts: Uint8Array[] = [];
  for (let index = 0; index < count; index += 1) {
    parts.push(
      body.subarray(Math.floor((index * body.length) / count), Math.floor(((index + 1) * body.length) / count)),
    );
  }
  return { waitMs: slowBodyMs / count, parts };
}

/** Calls `callback` after some milliseconds. Returns how to cancel it. */
export function later(milliseconds: number, callback: () => void): () => void {
  const timer: unknown = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer as number);
}
