import type { V2 } from 'unloc-integrator-client';

/** A door's address on one line; empty if it has none. */
export function addressLine(address: V2.Address | null | undefined): string {
  if (!address) return '';
  const { street, floor, postalCode, city } = address;
  return [street, floor, [postalCode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}
