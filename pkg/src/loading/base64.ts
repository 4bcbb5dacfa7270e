const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * Decodes base64 without line breaks. Of our own, because a mention of `Buffer` makes old bundlers
 * add 22 KB of it, and `atob` is missing in some test environments.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const values = new Uint8Array(128);
  for (let index = 0; index < alphabet.length; index += 1) values[alphabet.charCodeAt(index)] = index;
  let length = text.length;
  while (length > 0 && text[length - 1] === '=') length -= 1;
  const bytes = new Uint8Array((length * 3) >> 2);
  let held = 0;
  let bits = 0;
  let written = 0;
  for (let index = 0; index < length; index += 1) {
    held = (held << 6) | values[text.charCodeAt(index)]!;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[written] = held >> bits;
      written += 1;
    }
  }
  return bytes;
}
