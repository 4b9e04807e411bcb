/** WGS 84 to Ordnance Survey National Grid references, as search teams and helicopters use them. */
import OsGridRef, { LatLon } from "geodesy/osgridref.js";

/** Digits in all: 8 give 10 m squares, which fits the Helmert conversion's error of some 5 m. */
const DIGITS = 8;

/** Where the grid is of use; beyond, its letters go on but nobody's map shows them. */
const GREAT_BRITAIN = { south: 49.8, north: 60.9, west: -8.7, east: 1.8 };

/** "TQ 3003 8038", or null away from Great Britain. */
export function gridReference(latitude: number, longitude: number, digits = DIGITS): string | null {
  const square = eastingNorthing(latitude, longitude);
  return square && new OsGridRef(square.easting, square.northing).toString(digits);
}

/** Metres east and north of the grid's false origin, or null away from Great Britain. */
export function eastingNorthing(latitude: number, longitude: number): { easting: number; northing: number } | null {
  if (!inGreatBritain(latitude, longitude)) return null;
  try {
    const { easting, northing } = new LatLon(latitude, longitude).toOsGrid();
    return { easting, northing };
  } catch {
    // The library throws where its letters end.
    return null;
  }
}

/** The WGS 84 place of a point on the grid. */
export function placeOf(easting: number, northing: number): { latitude: number; longitude: number } {
  const { lat, lon } = new OsGridRef(easting, northing).toLatLon();
  return { latitude: lat, longitude: lon };
}

function inGreatBritain(latitude: number, longitude: number): boolean {
  const { south, north, west, east } = GREAT_BRITAIN;
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
}
