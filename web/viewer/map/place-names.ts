/** Names of towns on the base map, as HTML: a style with text would have to fetch glyphs. */
import { Marker, type Map as MapLibreMap } from "maplibre-gl";
import { PLACES, type NamedPlace } from "./places";

/** Show each name from its own zoom level on. */
export function placeNames(map: MapLibreMap): void {
  const labels = PLACES.map((place) => ({
    place,
    marker: markerOf(place).setLngLat([place.longitude, place.latitude]),
  }));
  const choose = () => {
    for (const { place, marker } of labels) {
      if (map.getZoom() >= place.zoom) marker.addTo(map);
      else marker.remove();
    }
  };
  map.on("zoomend", choose);
  choose();
}

function markerOf({ name, zoom }: NamedPlace): Marker {
  const element = document.createElement("span");
  element.className = zoom <= 5 ? "place-name city" : "place-name";
  element.textContent = name;
  element.setAttribute("aria-hidden", "true");
  return new Marker({ element, anchor: "left" });
}
