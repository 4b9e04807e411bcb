/**
 * Makes the viewer's own base map, `public/map/uk.pmtiles`: the coasts and borders of the British Isles and their
 * neighbours from Natural Earth (public domain) at 1:10 million, as the package world-atlas carries them.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { GeoJSONVT } from "@maplibre/geojson-vt";
import { fromGeojsonVt } from "@maplibre/vt-pbf";
import { zxyToTileId } from "pmtiles";
import { feature } from "topojson-client";
import { writeArchive } from "./pmtiles-archive.mjs";

const ATLAS = new URL("../node_modules/world-atlas/countries-10m.json", import.meta.url);
const PRODUCT = new URL("../public/map/uk.pmtiles", import.meta.url);
/** West, south, east, north: with room around the United Kingdom, Shetland included. */
const BOUNDS = /** @type {const} */ ([-14, 47.5, 6, 62.5]);
/** More would show the source's own corners; MapLibre draws closer views from these tiles. */
const MAX_ZOOM = 8;
const LAYER = "land";

/**
 * @typedef {import("topojson-specification").GeometryCollection<{ name: string }>} Countries
 * @typedef {import("topojson-specification").Topology<{ countries: Countries }>} Atlas
 */

function readLand() {
  /** @type {unknown} */
  const parsed = JSON.parse(readFileSync(ATLAS, "utf8"));
  const atlas = /** @type {Atlas} */ (parsed);
  return feature(atlas, atlas.objects.countries);
}

function makeTiles() {
  const index = new GeoJSONVT(readLand(), {
    maxZoom: MAX_ZOOM,
    indexMaxZoom: MAX_ZOOM,
    tolerance: 3,
    extent: 4096,
    buffer: 64,
  });
  return tilesWithin(BOUNDS).flatMap(({ z, x, y }) => {
    const tile = index.getTile(z, x, y);
    if (!tile?.features.length) return [];
    return [{ id: zxyToTileId(z, x, y), bytes: fromGeojsonVt({ [LAYER]: tile }, { version: 2, extent: 4096 }) }];
  });
}

/** @param {readonly [number, number, number, number]} bounds */
function tilesWithin([west, south, east, north]) {
  const tiles = [];
  for (let z = 0; z <= MAX_ZOOM; z += 1) {
    for (let x = column(west, z); x <= column(east, z); x += 1) {
      for (let y = row(north, z); y <= row(south, z); y += 1) tiles.push({ z, x, y });
    }
  }
  return tiles;
}

/** @param {number} longitude @param {number} z */
function column(longitude, z) {
  return Math.floor(((longitude + 180) / 360) * 2 ** z);
}

/** @param {number} latitude @param {number} z */
function row(latitude, z) {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z);
}

const archive = writeArchive(makeTiles(), {
  minZoom: 0,
  maxZoom: MAX_ZOOM,
  bounds: BOUNDS,
  metadata: {
    name: "British Isles",
    attribution: "Made with Natural Earth",
    vector_layers: [{ id: LAYER, fields: { name: "String" } }],
  },
});
mkdirSync(new URL(".", PRODUCT), { recursive: true });
writeFileSync(PRODUCT, archive);
console.log(`${PRODUCT.pathname.split("/web/").at(-1)}: ${(archive.length / 1024).toFixed(0)} kB`);
