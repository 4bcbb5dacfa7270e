// Encodes bytes as text for a JavaScript file. pkg/src/wasm/inline/frequency-code.ts decodes it and explains why it is not base64.

const characters = " !#$%&'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
const single = 90;

/** Encodes bytes as text. */
export function encode(bytes) {
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
