/*
 * Ponyfills for the platform's text coders. The build injects them where the glue uses `TextEncoder` and `TextDecoder`:
 * the glue creates them when it is imported, and jsdom has none.
 */
const platform = globalThis as { TextEncoder?: unknown; TextDecoder?: unknown };

class Utf8Encoder {
  encode(text: string): Uint8Array {
    // encodeURIComponent throws on a lone surrogate; the platform's encoder replaces it.
    const whole = text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF]/g, (found) =>
      found.length === 2 ? found : '\uFFFD',
    );
    const escaped = encodeURIComponent(whole);
    const bytes: number[] = [];
    for (let index = 0; index < escaped.length; index += 1) {
      if (escaped[index] === '%') {
        bytes.push(parseInt(escaped.slice(index + 1, index + 3), 16));
        index += 2;
      } else {
        bytes.push(escaped.charCodeAt(index));
      }
    }
    return new Uint8Array(bytes);
  }
}

class Utf8Decoder {
  decode(bytes?: Uint8Array): string {
    let escaped = '';
    if (bytes !== undefined) {
      for (const byte of Array.from(bytes)) escaped += `%${(byte < 16 ? '0' : '') + byte.toString(16)}`;
    }
    // Strings of a wasm made from Rust are always well-formed.
    return decodeURIComponent(escaped);
  }
}

const TextEncoder = platform.TextEncoder || Utf8Encoder;
const TextDecoder = platform.TextDecoder || Utf8Decoder;
export { TextDecoder, TextEncoder };
