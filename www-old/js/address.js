/** A lock's address on one line, or `undefined` if it has none. */
export function addressInWords(address) {
  if (!address) return undefined;
  const place = [address.postalCode, address.city].filter(Boolean).join(' ');
  const floor = /^-?\d+$/.test(address.floor ?? '') ? `floor ${address.floor}` : address.floor;
  return [address.street, floor, place].filter(Boolean).join(', ');
}
