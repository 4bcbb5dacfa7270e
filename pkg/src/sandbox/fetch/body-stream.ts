import { abortReason, onAbort } from './abort';
import { terminatedError } from './network-errors';
import { later, pieces } from './chunks';
import type { WasmDelivery } from '../../wasm/sandbox-exports';

/** A slow or truncated body as a stream. It starts when it is read. */
export function faultyStream(
  body: Uint8Array,
  delivery: WasmDelivery,
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array> {
  const { waitMs, parts } = pieces(body, delivery.slowBodyMs);
  let next = 0;
  let stopWaiting = (): void => {};
  let stopListening = (): void => {};
  const stop = (): void => {
    stopWaiting();
    stopListening();
  };
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (next === 0) {
          if (signal !== undefined && signal.aborted) throw abortReason(signal);
          stopListening = onAbort(signal, (reason) => {
            stop();
            controller.error(reason);
          });
        }
        return new Promise<void>((resolve) => {
          const step = (): void => {
            const part = parts[next];
            next += 1;
            if (part !== undefined && part.length > 0) controller.enqueue(part);
            // The stream is closed with the last piece, but errors only after that was read: an error discards queued pieces.
            if (next >= parts.length && !delivery.truncated) {
              stop();
              controller.close();
            } else if (next > parts.length || (part !== undefined && part.length === 0)) {
              stop();
              controller.error(terminatedError());
            }
            resolve();
          };
          if (waitMs > 0 && next < parts.length) stopWaiting = later(waitMs, step);
          else step();
        });
      },
      cancel: stop,
    },
    { highWaterMark: 0 },
  );
}

/** A slow or truncated body, for platforms without streams: resolves to the whole body or rejects. */
export function faultyBytes(
  body: Uint8Array,
  delivery: WasmDelivery,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    let stopWaiting = (): void => {};
    const stopListening = onAbort(signal, (reason) => {
      stopWaiting();
      stopListening();
      reject(reason);
    });
    const end = (): void => {
      stopListening();
      if (delivery.truncated) reject(terminatedError());
      else resolve(body);
    };
    if (delivery.slowBodyMs > 0) stopWaiting = later(delivery.slowBodyMs, end);
    else end();
  });
}
