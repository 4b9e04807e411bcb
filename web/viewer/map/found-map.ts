/** The map of what a search has found: a dot for each place, and the part of the world that is in view. */
import type { FeatureCollection, Point } from "geojson";
import type { GeoJSONSource, Map as MapLibreMap } from "maplibre-gl";
import { openBaseMap } from "./base-map";

export interface Dot {
  id: string;
  latitude: number;
  longitude: number;
}

export interface View {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** Open the map, on `view` where there is one; rejects where WebGL2 is missing. `onChosen` is told of a dot's id. */
export async function openFoundMap(
  place: HTMLElement,
  styleUrl: string,
  view: View | null,
  onChosen: (id: string) => void,
): Promise<FoundMap> {
  const map = await openBaseMap(place, styleUrl);
  if (view) map.fitBounds([view.west, view.south, view.east, view.north], { duration: 0 });
  return new FoundMap(map, onChosen);
}

export class FoundMap {
  readonly #map: MapLibreMap;

  constructor(map: MapLibreMap, onChosen: (id: string) => void) {
    this.#map = map;
    map.addSource("found", { type: "geojson", data: features([]) });
    map.addLayer({
      id: "found",
      type: "circle",
      source: "found",
      paint: {
        "circle-radius": 7,
        "circle-color": "#4da3ff",
        "circle-stroke-width": 2,
        "circle-stroke-color": "#06121f",
      },
    });
    map.on("click", "found", ({ features: [chosen] = [] }) => {
      const id: unknown = chosen?.properties.id;
      if (typeof id === "string") onChosen(id);
    });
  }

  show(dots: readonly Dot[]): void {
    void this.#map.getSource<GeoJSONSource>("found")?.setData(features(dots));
  }

  get view(): View {
    return viewOf(this.#map);
  }

  remove(): void {
    this.#map.remove();
  }
}

function viewOf(map: MapLibreMap): View {
  const bounds = map.getBounds();
  return { west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth() };
}

function features(dots: readonly Dot[]): FeatureCollection<Point, { id: string }> {
  return {
    type: "FeatureCollection",
    features: dots.map(({ id, latitude, longitude }) => ({
      type: "Feature",
      properties: { id },
      geometry: { type: "Point", coordinates: [longitude, latitude] },
    })),
  };
}
