/*
 * The wasm as text within JavaScript. Base64 would be 27 % longer after gzip, because it moves bytes
 * across letters, so that repetitions are no longer seen. Here the 90 bytes that are most frequent
 * are a character each, the others two, the first of which is one of two marks: after gzip that is
 * as short as the .wasm file. The build writes it (scripts/build/wasm_text.mjs).
 */

/** Characters that need no escape in a JavaScript string, nor in a script within HTML. */
const characters = ' !#$%&\'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~';
/** So many of them stand for a byte by themselves. */
const single = 90;
/** So many hexadecimal digits, a bit a byte, tell at the beginning which bytes those are. */
const header = 64;

/** The bytes that a text stands for. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const places = new Uint8Array(128);
  for (let place = 0; place < characters.length; place += 1) places[characters.charCodeAt(place)] = place;
  const placeAt = (index: number): number => places[text.charCodeAt(index)]!;

  const frequent: number[] = [];
  const others: number[] = [];
  for (let byte = 0; byte < 256; byte += 1) {
    const isFrequent = (parseInt(text[byte >> 2]!, 16) >> (byte & 3)) & 1;
    (isFrequent ? frequent : others).push(byte);
  }

  const bytes = new Uint8Array(text.length);
  let written = 0;
  for (let index = header; index < text.length; index += 1) {
    const place = placeAt(index);
    if (place < single) {
      bytes[written] = frequent[place]!;
    } else {
      index += 1;
      bytes[written] = others[(place - single) * characters.length + placeAt(index)]!;
    }
    written += 1;
  }
  return bytes.subarray(0, written);
}
