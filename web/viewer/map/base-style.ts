/** The style of our own base map: land, sea and borders in the colours of the theme; nothing is fetched from elsewhere. */
import type { StyleSpecification } from "maplibre-gl";

export type Theme = "dark" | "light";

const COLOURS = {
  dark: { sea: "#0d1520", land: "#1d2733", neighbour: "#17202b", coast: "#45586e", border: "#3a4a5e" },
  light: { sea: "#cfdfee", land: "#f6f4ee", neighbour: "#e9e8e3", coast: "#7d93a8", border: "#9aa9b8" },
} as const;

export function baseStyle(theme: Theme, origin: string): StyleSpecification {
  const colour = COLOURS[theme];
  const source = "base";
  return {
    version: 8,
    sources: {
      base: { type: "vector", url: `pmtiles://${origin}/map/uk.pmtiles`, attribution: "Made with Natural Earth" },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour.sea } },
      {
        id: "land",
        type: "fill",
        source,
        "source-layer": "land",
        paint: { "fill-color": ["match", ["get", "name"], "United Kingdom", colour.land, colour.neighbour] },
      },
      {
        id: "coast",
        type: "line",
        source,
        "source-layer": "land",
        paint: { "line-color": colour.coast, "line-width": 1 },
      },
    ],
  };
}
