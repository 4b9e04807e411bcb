/** The map of one session: the position, its accuracy and the trail on top of the base map. */
import type { GeoJSONSource, Map as MapLibreMap } from "maplibre-gl";
import type { PositionView } from "../../shared/messages";
import { openBaseMap } from "./base-map";
import { addTrailLayers, trailFeatures } from "./trail-layers";

const CLOSE = 16;
/** How large the accuracy circle is when the map opens, in pixels. */
const CIRCLE_RADIUS = 48;
/** Metres a pixel at zoom 0 on the equator, for MapLibre's tiles of 512 pixels. */
const METRES_A_PIXEL = 78_271.5;

/** Open the map in an element; rejects where WebGL2 is missing. `onMoved` is told when a hand moves it. */
export async function openTrailMap(place: HTMLElement, styleUrl: string, onMoved: () => void): Promise<TrailMap> {
  const map = await openBaseMap(place, styleUrl);
  map.on("dragstart", onMoved);
  return new TrailMap(map);
}

export class TrailMap {
  readonly #map: MapLibreMap;
  #latest: PositionView | null = null;

  constructor(map: MapLibreMap) {
    this.#map = map;
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

function placeOf({ longitude, latitude }: PositionView): [number, number] {
  return [longitude, latitude];
}

/** Close enough to see the accuracy circle, and all of it. */
function zoomFor({ accuracy, latitude }: PositionView): number {
  const pixels = METRES_A_PIXEL * Math.cos((latitude * Math.PI) / 180) * (CIRCLE_RADIUS / Math.max(1, accuracy));
  return Math.max(5, Math.min(CLOSE, Math.log2(pixels)));
}
