// A PNG with at most 256 colours, which for a screen is half as long: what the browser writes has 24 bits for each pixel.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The chunks of a PNG: type and content. */
function* chunksOf(png) {
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    yield [png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length)];
    at += length + 12;
  }
}

function chunk(type, content) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** What a filter of PNG predicts for a byte from those at the left, above, and above at the left. */
const predictions = [
  () => 0,
  (left) => left,
  (_, above) => above,
  (left, above) => (left + above) >> 1,
  (left, above, corner) => {
    const estimate = left + above - corner;
    const [a, b, c] = [left, above, corner].map((one) => Math.abs(estimate - one));
    if (a <= b && a <= c) return left;
    return b <= c ? above : corner;
  },
];

/** The pixels of a PNG with 8 bits for each channel, without transparency, as numbers 0xRRGGBB. */
function pixelsOf(png) {
  const chunks = [...chunksOf(png)];
  const header = chunks.find(([type]) => type === 'IHDR')[1];
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = { 2: 3, 6: 4 }[header[9]];
  if (header[8] !== 8 || channels === undefined || header[12] !== 0)
    throw new Error('This kind of PNG is not read here.');
  const packed = Buffer.concat(chunks.filter(([type]) => type === 'IDAT').map(([, content]) => content));
  const bytes = inflateSync(packed);
  const stride = width * channels;
  const pixels = new Uint32Array(width * height);
  let before = Buffer.alloc(stride);
  for (let row = 0; row < height; row += 1) {
    const start = row * (stride + 1);
    const predict = predictions[bytes[start]];
    const line = bytes.subarray(start + 1, start + 1 + stride);
    for (let at = 0; at < stride; at += 1) {
      const left = at < channels ? 0 : line[at - channels];
      const corner = at < channels ? 0 : before[at - channels];
      line[at] += predict(left, before[at], corner);
    }
    for (let x = 0; x < width; x += 1) pixels[row * width + x] = line.readUIntBE(x * channels, 3);
    before = line;
  }
  return { width, height, pixels };
}

const distance = (one, other) =>
  [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);

/** Writes a PNG again with its 256 most used colours; each other becomes the nearest of them. */
export function withPalette(png) {
  const { width, height, pixels } = pixelsOf(png);
  const uses = new Map();
  for (const pixel of pixels) uses.set(pixel, (uses.get(pixel) ?? 0) + 1);
  const palette = [...uses.keys()].sort((a, b) => uses.get(b) - uses.get(a)).slice(0, 256);
  const places = new Map(palette.map((colour, place) => [colour, place]));
  const nearest = (colour) =>
    palette.reduce((best, one, place) => (distance(one, colour) < distance(palette[best], colour) ? place : best), 0);
  const lines = Buffer.alloc(height * (width + 1));
  pixels.forEach((pixel, at) => {
    if (!places.has(pixel)) places.set(pixel, nearest(pixel));
    lines[at + Math.floor(at / width) + 1] = places.get(pixel);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
