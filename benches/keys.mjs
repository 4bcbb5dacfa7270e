// Lists of keys as the API sends them: about 310 bytes a key, so 10,000 keys are 3.1 MB.

/** The identity of entity number `index`, in the form of a UUID and always the same. */
function identity(index) {
  const digits = ((index * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, '0');
  return `${digits}-4fe1-4d5b-9a3c-${index.toString(16).padStart(12, '0')}`;
}

const states = ['active', 'scheduled', 'expired', 'revoked'];

/** The body of a list of `count` keys. */
export function keysBody(count) {
  const keys = Array.from({ length: count }, (_, index) => ({
    id: identity(index),
    toUser: {
      id: `+4479${String(index).padStart(8, '0')}`,
      name: `Person Number ${index}`,
      imageUrl: `https://example.com/images/${index}.jpg`,
    },
    lockId: identity((index % 40) + 1_000_000),
    start: '2026-01-01T08:00:00.000Z',
    end: index % 3 === 0 ? null : '2026-01-08T10:00:00.000Z',
    created: '2025-12-30T12:00:00.000Z',
    state: states[index % states.length],
  }));
  return JSON.stringify({ keys });
}
