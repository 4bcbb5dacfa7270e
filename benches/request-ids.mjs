// Ids of requests as an API sends them: a different one in each response.
const ids = Array.from({ length: 256 }, () => globalThis.crypto.randomUUID());
let given = 0;

export function nextRequestId() {
  given += 1;
  return ids[given % ids.length];
}
