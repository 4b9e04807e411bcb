/** The map itself: our base map or another style, with the position, its accuracy and the trail on top. */
import {
  addProtocol,
  Map as MapLibreMap,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type GeoJSONSource,
} from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { Protocol } from "pmtiles";
import type { PositionView } from "../../shared/messages";
import { baseStyle, type Theme } from "./base-style";
import { addTrailLayers, trailFeatures } from "./trail-layers";
import { placeNames } from "./place-names";
import { addGridLines } from "./grid-lines";

const UNITED_KINGDOM: [number, number, number, number] = [-8.7, 49.8, 2.1, 60.9];
const CLOSE = 16;
/** How large the accuracy circle is when the map opens, in pixels. */
const CIRCLE_RADIUS = 48;
/** Metres a pixel at zoom 0 on the equator, for MapLibre's tiles of 512 pixels. */
const METRES_A_PIXEL = 78_271.5;
const LOADED_WITHIN = 8000;

setWorkerUrl(workerUrl);
addProtocol("pmtiles", new Protocol().tile);

/** Open the map in an element; rejects where WebGL2 is missing. `onMoved` is told when a hand moves it. */
export async function openTrailMap(place: HTMLElement, styleUrl: string, onMoved: () => void): Promise<TrailMap> {
  const map = new MapLibreMap({
    container: place,
    style: styleUrl || baseStyle(themeOf(place), location.origin),
    bounds: UNITED_KINGDOM,
    attributionControl: { compact: true },
    dragRotate: false,
    pitchWithRotate: false,
  });
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ unit: "metric" }), "bottom-left");
  map.on("dragstart", onMoved);
  await loaded(map);
  return new TrailMap(map, styleUrl === "");
}

export class TrailMap {
  readonly #map: MapLibreMap;
  #latest: PositionView | null = null;

  constructor(map: MapLibreMap, ownStyle: boolean) {
    this.#map = map;
    if (ownStyle) {
      addGridLines(map);
      placeNames(map);
    }
    addTrailLayers(map);
  }

  /** Draw a trail, its last position as where the phone is now. */
  show(trail: readonly PositionView[], following: boolean): void {
    const first = this.#latest === null;
    const latest = trail.at(-1) ?? null;
    if (latest?.sequence === this.#latest?.sequence) return;
    this.#latest = latest;
    void this.#map.getSource<GeoJSONSource>("trail")?.setData(trailFeatures(trail));
    if (this.#latest && first) this.#map.jumpTo({ center: placeOf(this.#latest), zoom: zoomFor(this.#latest) });
    else if (following && !this.#map.isZooming()) this.centre();
  }

  centre(): void {
    if (!this.#latest) return;
    const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#map.easeTo({ center: placeOf(this.#latest), duration: reduced ? 0 : 200 });
  }

  remove(): void {
    this.#map.remove();
  }
}

async function loaded(map: MapLibreMap): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error("The map's style did not load."));
    }, LOADED_WITHIN);
    map.once("style.load", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function placeOf({ longitude, latitude }: PositionView): [number, number] {
  return [longitude, latitude];
}

/** Close enough to see the accuracy circle, and all of it. */
function zoomFor({ accuracy, latitude }: PositionView): number {
  const pixels = METRES_A_PIXEL * Math.cos((latitude * Math.PI) / 180) * (CIRCLE_RADIUS / Math.max(1, accuracy));
  return Math.max(5, Math.min(CLOSE, Math.log2(pixels)));
}

function themeOf(place: HTMLElement): Theme {
  return getComputedStyle(place).colorScheme.includes("light") ? "light" : "dark";
}
