/*
 * The wasm as base64 in the CommonJS form, which Node and test runners read from a disk. File size matters less there,
 * and Node decodes base64 natively, ten times as fast as JavaScript decodes any text.
 */
interface Platform {
  // Accessed through `globalThis`: old bundlers add a polyfill of 22 KB where they see the bare name `Buffer`.
  Buffer?: { from(text: string, encoding: 'base64'): Uint8Array<ArrayBuffer> };
}

/** Decodes base64. */
export function decode(base64: string): Uint8Array<ArrayBuffer> {
  const { Buffer: native } = globalThis as Platform;
  return native ? native.from(base64, 'base64') : Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
