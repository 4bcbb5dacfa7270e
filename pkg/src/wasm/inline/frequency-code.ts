/*
 * The wasm as text within the JavaScript of browsers. Base64 would be 27 % longer after gzip, because
 * it moves bytes across letters, so that repetitions are no longer seen. Here the 90 bytes that are
 * most frequent are a character each, the others two, the first of which is one of two marks: after
 * gzip that is as short as the .wasm file. The build writes it (scripts/build/frequency-code.mjs).
 */

/** Characters that need no escape in a JavaScript string, nor in a script within HTML. The last two are the marks. */
const characters = ' !#$%&\'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~';
const firstMark = 125;
/** So many hexadecimal digits, a bit a byte, tell at the beginning which bytes are the frequent ones. */
const header = 64;

/** The bytes that a text stands for. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  // By the code of a character; after the second mark, by that and 128.
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

  // A hundred thousand steps before anything is optimised: numbers of one array are twice as fast as characters.
  const codes = new TextEncoder().encode(text);
  const bytes = new Uint8Array(codes.length);
  let written = 0;
  for (let index = header; index < codes.length; index += 1) {
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
