/*
 * The wasm as text in the JavaScript of browsers. Base64 is 27 % longer after gzip: it spreads bytes across characters,
 * so that gzip no longer finds repetitions. This code gives the 90 most frequent bytes one character each, and every other
 * byte two, of which the first is one of two marks. After gzip the text is as short as the .wasm file. The build writes it
 * (scripts/build/frequency-code.mjs).
 */

/** Characters that need no escape in a JavaScript string or in a script in HTML. The last two are the marks. */
const characters = " !#$%&'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
const firstMark = 125;
/** Length of the header: 64 hexadecimal digits, one bit for each byte value that says whether it is frequent. */
const headerLength = 64;

/** Decodes the text of a wasm. */
export function decode(text: string): Uint8Array<ArrayBuffer> {
  // Index: the character's code; after the second mark, the code plus 128.
  const frequent = new Uint8Array(128);
  const others = new Uint8Array(256);
  let frequentCount = 0;
  let otherCount = 0;
  for (let byte = 0; byte < 256; byte += 1) {
    if ((parseInt(text[byte >> 2]!, 16) >> (byte & 3)) & 1) {
      frequent[characters.charCodeAt(frequentCount)] = byte;
      frequentCount += 1;
    } else {
      const offset = otherCount < characters.length ? 0 : 128;
      others[offset + characters.charCodeAt(otherCount % characters.length)] = byte;
      otherCount += 1;
    }
  }

  // This loop runs a hundred thousand times in unoptimised code, where an array of numbers is twice as fast as characters.
  const codes = new TextEncoder().encode(text);
  const bytes = new Uint8Array(codes.length);
  let written = 0;
  for (let index = headerLength; index < codes.length; index += 1) {
    const code = codes[index]!;
    if (code < firstMark) {
      bytes[written] = frequent[code]!;
    } else {
      index += 1;
      bytes[written] = others[((code - firstMark) << 7) + codes[index]!]!;
    }
    written += 1;
  }
  return bytes.subarray(0, written);
}
