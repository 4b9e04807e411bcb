/** The trail on the map: a line, a dot a fix, a circle for the accuracy, and where the phone is now. */
import type { Feature, FeatureCollection, Position } from "geojson";
import type { Map as MapLibreMap } from "maplibre-gl";
import type { PositionView } from "../../shared/messages";

const ACCENT = "#4da3ff";
const CIRCLE_CORNERS = 64;
const METRES_PER_DEGREE = 111_320;

/** Everything that the layers draw, marked by `part`. */
export function trailFeatures(trail: readonly PositionView[]): FeatureCollection {
  const latest = trail.at(-1);
  const dots = trail.map((position) => pointOf(position, position === latest ? "now" : "dot"));
  const features = latest ? [lineOf(trail), circleOf(latest), ...dots] : [];
  return { type: "FeatureCollection", features };
}

export function addTrailLayers(map: MapLibreMap): void {
  map.addSource("trail", { type: "geojson", data: trailFeatures([]) });
  const of = (part: string): ["==", ["get", string], string] => ["==", ["get", "part"], part];
  map.addLayer({
    id: "accuracy",
    type: "fill",
    source: "trail",
    filter: of("accuracy"),
    paint: { "fill-color": ACCENT, "fill-opacity": 0.16 },
  });
  map.addLayer({
    id: "accuracy-edge",
    type: "line",
    source: "trail",
    filter: of("accuracy"),
    paint: { "line-color": ACCENT, "line-width": 1.5 },
  });
  map.addLayer({
    id: "trail",
    type: "line",
    source: "trail",
    filter: of("line"),
    paint: { "line-color": ACCENT, "line-width": 3, "line-opacity": 0.8 },
  });
  map.addLayer({
    id: "dots",
    type: "circle",
    source: "trail",
    filter: of("dot"),
    paint: { "circle-color": ACCENT, "circle-radius": 3 },
  });
  map.addLayer({
    id: "now",
    type: "circle",
    source: "trail",
    filter: of("now"),
    paint: { "circle-color": ACCENT, "circle-radius": 8, "circle-stroke-color": "#ffffff", "circle-stroke-width": 3 },
  });
}

/** A circle on the ground as a polygon, for MapLibre's own circles are measured in pixels. */
export function circleAround(longitude: number, latitude: number, metres: number): Position[] {
  const north = metres / METRES_PER_DEGREE;
  const east = north / Math.cos((latitude * Math.PI) / 180);
  return Array.from({ length: CIRCLE_CORNERS + 1 }, (_, corner) => {
    const angle = (2 * Math.PI * (corner % CIRCLE_CORNERS)) / CIRCLE_CORNERS;
    return [longitude + east * Math.cos(angle), latitude + north * Math.sin(angle)];
  });
}

function lineOf(trail: readonly PositionView[]): Feature {
  const coordinates = trail.map(({ longitude, latitude }) => [longitude, latitude]);
  return { type: "Feature", properties: { part: "line" }, geometry: { type: "LineString", coordinates } };
}

function circleOf({ longitude, latitude, accuracy }: PositionView): Feature {
  const coordinates = [circleAround(longitude, latitude, accuracy)];
  return { type: "Feature", properties: { part: "accuracy" }, geometry: { type: "Polygon", coordinates } };
}

function pointOf({ longitude, latitude }: PositionView, part: string): Feature {
  return { type: "Feature", properties: { part }, geometry: { type: "Point", coordinates: [longitude, latitude] } };
}
