// Writes bytes as text for a JavaScript file; pkg/src/wasm/inline/frequency-code.ts reads it and tells why it is not base64.

const characters = ' !#$%&\'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~';
const single = 90;

/** The text that stands for some bytes. */
export function textOf(bytes) {
  const counts = new Array(256).fill(0);
  for (const byte of bytes) counts[byte] += 1;
  const byFrequency = counts.map((_, byte) => byte).sort((a, b) => counts[b] - counts[a] || a - b);
  const isFrequent = new Set(byFrequency.slice(0, single));

  let header = '';
  for (let byte = 0; byte < 256; byte += 4) {
    let digit = 0;
    for (let bit = 0; bit < 4; bit += 1) digit |= isFrequent.has(byte + bit) ? 1 << bit : 0;
    header += digit.toString(16);
  }

  const code = [];
  let frequent = 0;
  let others = 0;
  for (let byte = 0; byte < 256; byte += 1) {
    if (isFrequent.has(byte)) {
      code[byte] = characters[frequent];
      frequent += 1;
    } else {
      code[byte] = characters[single + Math.floor(others / characters.length)] + characters[others % characters.length];
      others += 1;
    }
  }
  return header + Array.from(bytes, (byte) => code[byte]).join('');
}
