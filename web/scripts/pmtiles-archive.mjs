/** Writes a PMTiles archive, version 3 (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md). */
import { gzipSync } from "node:zlib";

const HEADER_BYTES = 127;
const GZIP = 2;
const VECTOR_TILE = 1;
const DEGREE = 1e7;

/**
 * @typedef {{ id: number, bytes: Uint8Array }} Tile
 * @typedef {{ minZoom: number, maxZoom: number, bounds: readonly [number, number, number, number], metadata: object }} Description
 * @typedef {{ id: number, offset: number, length: number }} Entry
 */

/**
 * Put tiles into one archive; tiles with the same bytes are kept once.
 * @param {readonly Tile[]} tiles
 * @param {Description} description
 * @returns {Buffer}
 */
export function writeArchive(tiles, description) {
  const { entries, contents } = store(tiles.toSorted((one, other) => one.id - other.id));
  const directory = gzipSync(writeDirectory(entries));
  const metadata = gzipSync(JSON.stringify(description.metadata));
  const header = writeHeader(description, directory.length, metadata.length, contents.length, entries);
  return Buffer.concat([header, directory, metadata, contents]);
}

/** @param {readonly Tile[]} tiles */
function store(tiles) {
  /** @type {Map<string, { offset: number, length: number }>} */
  const known = new Map();
  /** @type {Buffer[]} */
  const parts = [];
  let offset = 0;
  const entries = tiles.map(({ id, bytes }) => {
    const key = Buffer.from(bytes).toString("base64");
    let place = known.get(key);
    if (!place) {
      const part = gzipSync(bytes, { level: 9 });
      place = { offset, length: part.length };
      known.set(key, place);
      parts.push(part);
      offset += part.length;
    }
    return { id, ...place };
  });
  return { entries, contents: Buffer.concat(parts) };
}

/** @param {readonly Entry[]} entries */
function writeDirectory(entries) {
  const deltas = entries.map(({ id }, index) => id - (entries[index - 1]?.id ?? 0));
  const offsets = entries.map(({ offset }, index) => {
    const before = entries[index - 1];
    return before && before.offset + before.length === offset ? 0 : offset + 1;
  });
  const runLengths = entries.map(() => 1);
  const lengths = entries.map(({ length }) => length);
  return Buffer.from([entries.length, ...deltas, ...runLengths, ...lengths, ...offsets].flatMap(varint));
}

/** @param {number} value */
function varint(value) {
  const bytes = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return [...bytes, rest];
}

/**
 * @param {Description} description
 * @param {number} directoryBytes
 * @param {number} metadataBytes
 * @param {number} contentBytes
 * @param {readonly Entry[]} entries
 */
function writeHeader({ minZoom, maxZoom, bounds }, directoryBytes, metadataBytes, contentBytes, entries) {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write("PMTiles", 0, "ascii");
  header.writeUInt8(3, 7);
  const metadataAt = HEADER_BYTES + directoryBytes;
  const contentsAt = metadataAt + metadataBytes;
  const distinct = new Set(entries.map(({ offset }) => offset)).size;
  const numbers = [
    ...[HEADER_BYTES, directoryBytes, metadataAt, metadataBytes],
    ...[contentsAt, 0], // no leaf directories
    ...[contentsAt, contentBytes, entries.length, entries.length, distinct],
  ];
  numbers.forEach((number, index) => header.writeBigUInt64LE(BigInt(number), 8 + 8 * index));
  [0, GZIP, GZIP, VECTOR_TILE, minZoom, maxZoom].forEach((number, index) => header.writeUInt8(number, 96 + index));
  bounds.forEach((degrees, index) => header.writeInt32LE(Math.round(degrees * DEGREE), 102 + 4 * index));
  const [west, south, east, north] = bounds;
  header.writeUInt8(minZoom, 118);
  header.writeInt32LE(Math.round(((west + east) / 2) * DEGREE), 119);
  header.writeInt32LE(Math.round(((south + north) / 2) * DEGREE), 123);
  return header;
}
