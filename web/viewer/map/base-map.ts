/** A map in an element: our base map or another style, with buttons to zoom and a scale. */
import { addProtocol, Map as MapLibreMap, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { Protocol } from "pmtiles";
import { baseStyle, type Theme } from "./base-style";
import { addGridLines } from "./grid-lines";
import { placeNames } from "./place-names";

const UNITED_KINGDOM: [number, number, number, number] = [-8.7, 49.8, 2.1, 60.9];
const LOADED_WITHIN = 8000;

setWorkerUrl(workerUrl);
addProtocol("pmtiles", new Protocol().tile);

/** Open a map of the country; rejects where WebGL2 is missing. */
export async function openBaseMap(place: HTMLElement, styleUrl: string): Promise<MapLibreMap> {
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
  await loaded(map);
  if (!styleUrl) {
    addGridLines(map);
    placeNames(map);
  }
  return map;
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

function themeOf(place: HTMLElement): Theme {
  return getComputedStyle(place).colorScheme.includes("light") ? "light" : "dark";
}
