import { signal } from '@preact/signals';

/** Whether a newer version of the page is ready. */
export const newVersion = signal(false);

let ready: ServiceWorker | undefined;

const file = './service-worker.js';

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(): string }): { createScriptURL(text: string): string };
}

/** The address of the service worker, which a page under Trusted Types must have a policy for: it knows this one only. */
function trustedAddress(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  return trustedTypes?.createPolicy('service-worker', { createScriptURL: () => file }).createScriptURL(file) ?? file;
}

function take(found: ServiceWorker | null): void {
  // Without one that works already, this is the first visit.
  if (found === null || navigator.serviceWorker.controller === null) return;
  ready = found;
  newVersion.value = true;
}

/** Keeps the page's files in this browser, so that it opens without a network. */
export async function keepPage(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register(trustedAddress());
    take(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => {
        if (installing.state === 'installed') take(installing);
      });
    });
  } catch {
    // Then the page needs a network: a browser that keeps nothing, or no TLS.
  }
}

/** Goes on with the newer version. */
export function goOn(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload());
  ready?.postMessage('take over');
}
