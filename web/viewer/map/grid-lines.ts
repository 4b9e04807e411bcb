/** The National Grid over the base map: 100 km, 10 km and 1 km squares, drawn for what is in view. */
import type { FeatureCollection, Position } from "geojson";
import type { GeoJSONSource, LngLatBounds, Map as MapLibreMap } from "maplibre-gl";
import { eastingNorthing, placeOf } from "../position/grid-reference";

const EDGE = { easting: 700_000, northing: 1_300_000 };
const MOST_LINES = 60;
const POINTS_A_LINE = 12;

interface Square {
  west: number;
  east: number;
  south: number;
  north: number;
}

/** The side of the squares that suit a zoom level, in metres. */
export function sideFor(zoom: number): number {
  if (zoom >= 12) return 1000;
  return zoom >= 8.5 ? 10_000 : 100_000;
}

export function addGridLines(map: MapLibreMap): void {
  map.addSource("grid", { type: "geojson", data: { type: "FeatureCollection", features: [] } });
  map.addLayer({
    id: "grid",
    type: "line",
    source: "grid",
    paint: { "line-color": "#6f8aa8", "line-width": 0.7, "line-opacity": 0.55 },
  });
  const draw = () => {
    void map.getSource<GeoJSONSource>("grid")?.setData(linesIn(squareOf(map.getBounds()), sideFor(map.getZoom())));
  };
  map.on("moveend", draw);
  draw();
}

/** The grid lines that cross a square of the grid, each as a curve, for the grid is not Mercator's. */
export function linesIn(view: Square, side: number): FeatureCollection {
  const eastings = steps(view.west, view.east, side, EDGE.easting);
  const northings = steps(view.south, view.north, side, EDGE.northing);
  const up = eastings.map((easting) => spread(view.south, view.north).map((northing) => pointAt(easting, northing)));
  const across = northings.map((northing) => spread(view.west, view.east).map((easting) => pointAt(easting, northing)));
  const lines = [...up, ...across].slice(0, MOST_LINES * 2);
  const features = lines.map((coordinates) => ({
    type: "Feature" as const,
    properties: {},
    geometry: { type: "LineString" as const, coordinates },
  }));
  return { type: "FeatureCollection", features };
}

function squareOf(bounds: LngLatBounds): Square {
  const corners = [bounds.getSouthWest(), bounds.getSouthEast(), bounds.getNorthWest(), bounds.getNorthEast()];
  const places = corners.map(({ lat, lng }) => eastingNorthing(lat, lng));
  if (places.some((place) => place === null)) return { west: 0, south: 0, east: EDGE.easting, north: EDGE.northing };
  const known = places.filter((place) => place !== null);
  const eastings = known.map(({ easting }) => easting);
  const northings = known.map(({ northing }) => northing);
  return {
    west: Math.min(...eastings),
    east: Math.max(...eastings),
    south: Math.min(...northings),
    north: Math.max(...northings),
  };
}

function steps(from: number, to: number, side: number, edge: number): number[] {
  const first = Math.max(0, Math.floor(from / side) * side);
  const last = Math.min(edge, Math.ceil(to / side) * side);
  const count = Math.min(MOST_LINES, Math.floor((last - first) / side) + 1);
  return Array.from({ length: Math.max(0, count) }, (_, step) => first + step * side);
}

function spread(from: number, to: number): number[] {
  return Array.from({ length: POINTS_A_LINE + 1 }, (_, step) => from + ((to - from) * step) / POINTS_A_LINE);
}

function pointAt(easting: number, northing: number): Position {
  const { latitude, longitude } = placeOf(clamp(easting, EDGE.easting), clamp(northing, EDGE.northing));
  return [longitude, latitude];
}

function clamp(metres: number, edge: number): number {
  return Math.min(edge, Math.max(0, metres));
}
