import { onAbort } from './abort';
import { resetError } from './network-errors';
import { later } from './chunks';
import type { WasmDelivery } from '../../wasm/sandbox-exports';

/** Pending calls. A `Request` that is garbage collected would lose its signal. */
const pending = new Set<unknown>();

/** Resolves when the response arrives; rejects when the connection breaks or the signal is aborted. */
export function deliver(delivery: WasmDelivery, signal: AbortSignal | undefined, input: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = { signal, input };
    let stopWaiting = (): void => {};
    let stopListening = (): void => {};
    const end = (): void => {
      stopWaiting();
      stopListening();
      pending.delete(call);
    };
    const arrive = (): void => {
      if (delivery.ending === 'hang') return;
      end();
      if (delivery.ending === 'reset') reject(resetError());
      else resolve();
    };
    // Without a signal nothing has to be kept: a timer keeps itself.
    if (signal !== undefined) pending.add(call);
    stopListening = onAbort(signal, (reason) => {
      end();
      reject(reason);
    });
    if (delivery.delayMs > 0) stopWaiting = later(delivery.delayMs, arrive);
    else arrive();
  });
}
