// The least that JavaScript does with a page: decoding and JSON.parse, of which nothing is kept.
export function create() {
  const decoder = new TextDecoder();
  return {
    addLocks: (bytes) => JSON.parse(decoder.decode(bytes)).startAfterId,
    addKeys: (bytes) => JSON.parse(decoder.decode(bytes)).startAfterId,
  };
}
