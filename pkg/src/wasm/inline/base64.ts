/*
 * The wasm as base64 in the CommonJS form, which Node and test runners read from a disk. File size matters less there,
 * and Node decodes base64 natively, ten times as fast as JavaScript decodes any text.
 */
interface Platform {
  // Accessed through `globalThis`: old bundlers add a polyfill of 22 KB where they see the bare name `Buffer`.
  Buffer?: { from(text: string, encoding: 'base64'): Uint8Array<ArrayBuffer> };
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Decodes base64. */
export function decode(base64: string): Uint8Array<ArrayBuffer> {
  const { Buffer: native } = globalThis as Platform;
  return native ? native.from(base64, 'base64') : decodeHere(base64.replace(/=+$/, ''));
}

/** For contexts of `node:vm`, which have no `Buffer`, and no `atob` either. */
function decodeHere(base64: string): Uint8Array<ArrayBuffer> {
  const values = new Uint8Array(128);
  for (let value = 0; value < digits.length; value += 1) values[digits.charCodeAt(value)] = value;
  const bytes = new Uint8Array((base64.length * 3) >> 2);
  let bits = 0;
  let written = 0;
  for (let index = 0; index < base64.length; index += 1) {
    bits = (bits << 6) | values[base64.charCodeAt(index)]!;
    // After 2, 3 and 4 of four digits a byte is complete, with 4, 2 and 0 bits to spare.
    if (index & 3) {
      bytes[written] = bits >> (6 - 2 * (index & 3));
      written += 1;
    }
  }
  return bytes;
}
