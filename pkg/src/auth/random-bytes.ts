import { refusal } from './token-request';

interface Platform {
  crypto?: { getRandomValues?: (bytes: Uint8Array) => Uint8Array };
}

/** Cryptographically secure random bytes. */
export function randomBytes(count: number, own: ((count: number) => Uint8Array) | undefined): Uint8Array {
  const { crypto } = globalThis as Platform;
  if (typeof own === 'function') return Uint8Array.from(own(count));
  if (crypto && typeof crypto.getRandomValues === 'function') return crypto.getRandomValues(new Uint8Array(count));
  throw refusal(
    'authorizationUrl',
    'this platform has no crypto.getRandomValues. Pass the option "randomBytes", such as randomBytes of node:crypto.',
  );
}
