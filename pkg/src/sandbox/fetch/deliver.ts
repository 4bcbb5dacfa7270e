import { onAbort } from './abort';
import { resetError } from './network-errors';
import { later } from './chunks';
import type { WasmDelivery } from '../../wasm/sandbox-exports';

/** Calls under way. A `Request` that nobody refers to would lose its signal, and the call with it. */
const underWay = new Set<unknown>();

/** Ends when the answer arrives; rejects when the connection breaks or the signal tells to stop. */
export function travel(delivery: WasmDelivery, signal: AbortSignal | undefined, input: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = { signal, input };
    let stopWaiting = (): void => {};
    let stopListening = (): void => {};
    const end = (): void => {
      stopWaiting();
      stopListening();
      underWay.delete(call);
    };
    const arrive = (): void => {
      if (delivery.ending === 'hang') return;
      end();
      if (delivery.ending === 'reset') reject(resetError());
      else resolve();
    };
    // Without a signal there is nothing to keep: a timer keeps itself, and what hangs, hangs.
    if (signal !== undefined) underWay.add(call);
    stopListening = onAbort(signal, (reason) => {
      end();
      reject(reason);
    });
    if (delivery.delayMs > 0) stopWaiting = later(delivery.delayMs, arrive);
    else arrive();
  });
}
