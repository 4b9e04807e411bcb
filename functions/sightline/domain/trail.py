"""A trail in the formats that other systems read: GeoJSON (RFC 7946) and GPX 1.1."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from sightline.domain.instant import write_instant
from sightline.domain.position import Position

GPX = "http://www.topografix.com/GPX/1/1"


def write_geojson(trail: Sequence[Position]) -> dict[str, object]:
    """Return a FeatureCollection: the line, where there are two positions, and every position with its properties."""
    coordinates = [_coordinates(position) for position in trail]
    line = [_feature("LineString", coordinates, {"positions": len(trail)})] if len(trail) > 1 else []
    points = [_feature("Point", _coordinates(position), _properties(position)) for position in trail]
    return {"type": "FeatureCollection", "features": [*line, *points]}


def write_gpx(trail: Sequence[Position], name: str) -> str:
    """Return a GPX document with one track of one segment."""
    root = ET.Element("gpx", {"xmlns": GPX, "version": "1.1", "creator": "Sightline"})
    track = ET.SubElement(root, "trk")
    # XML 1.0 has no way to write control characters.
    ET.SubElement(track, "name").text = "".join(filter(str.isprintable, name))
    segment = ET.SubElement(track, "trkseg")
    for position in trail:
        _add_point(segment, position)
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


def _coordinates(position: Position) -> list[float]:
    height = [] if position.altitude is None else [position.altitude]
    return [position.longitude, position.latitude, *height]


def _feature(shape: str, coordinates: object, properties: dict[str, object]) -> dict[str, object]:
    geometry = {"type": shape, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _properties(position: Position) -> dict[str, object]:
    return {
        "sequence": position.sequence,
        "accuracy": position.accuracy,
        "fixed_at": write_instant(position.fixed_at),
        "received_at": write_instant(position.received_at),
        "altitude_accuracy": position.altitude_accuracy,
        "heading": position.heading,
        "speed": position.speed,
    }


def _add_point(segment: ET.Element, position: Position) -> None:
    # The order of the children is the schema's.
    point = ET.SubElement(segment, "trkpt", {"lat": f"{position.latitude:.7f}", "lon": f"{position.longitude:.7f}"})
    if position.altitude is not None:
        ET.SubElement(point, "ele").text = f"{position.altitude:.1f}"
    ET.SubElement(point, "time").text = write_instant(position.fixed_at)
    ET.SubElement(point, "desc").text = f"accuracy {position.accuracy:.0f} m"
