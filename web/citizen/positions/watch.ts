/** The phone's own positions, as the wire wants them. */
import type { PositionFix } from "../../shared/messages";
import { positionFault, type Fault } from "../phone/fault";

const LEAST_MILLISECONDS_BETWEEN = 1000;
const OPTIONS: PositionOptions = { enableHighAccuracy: true, timeout: 30_000, maximumAge: 0 };

export interface PositionListener {
  fixed(fix: Omit<PositionFix, "sequence">): void;
  failed(fault: Fault): void;
}

/** Starts to watch; the phone asks its own question first. Returns the way to stop. */
export function watchPosition(listener: PositionListener): () => void {
  // Old and locked-down browsers lack it although the types promise it.
  const geolocation = navigator.geolocation as Geolocation | undefined;
  if (geolocation === undefined) {
    listener.failed("position-unavailable");
    return () => undefined;
  }
  let latest = 0;
  const took = (position: GeolocationPosition) => {
    if (position.timestamp - latest < LEAST_MILLISECONDS_BETWEEN) return;
    latest = position.timestamp;
    listener.fixed(fixOf(position));
  };
  const failed = (error: GeolocationPositionError) => {
    listener.failed(positionFault(error.code));
  };
  const watch = geolocation.watchPosition(took, failed, OPTIONS);
  return () => {
    geolocation.clearWatch(watch);
  };
}

/** W3C names in snake case; a heading that is not a number (standing still) is none. */
export function fixOf({ coords, timestamp }: Pick<GeolocationPosition, "coords" | "timestamp">): Omit<PositionFix, "sequence"> {
  return {
    latitude: coords.latitude,
    longitude: coords.longitude,
    accuracy: coords.accuracy,
    fixed_at: new Date(timestamp).toISOString(),
    altitude: finite(coords.altitude),
    altitude_accuracy: finite(coords.altitudeAccuracy),
    heading: finite(coords.heading),
    speed: finite(coords.speed),
  };
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
