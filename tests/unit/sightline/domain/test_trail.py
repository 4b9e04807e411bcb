"""Trails in the formats that other systems read."""

from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

from sightline.domain.position import Position
from sightline.domain.trail import write_geojson, write_gpx
from tests.fakes.subjects import make_position

TRAIL = [make_position(0), replace(make_position(1), altitude=None)]


def features(trail: list[Position]) -> list[dict[str, Any]]:
    """Return the features of a trail's GeoJSON."""
    document: dict[str, Any] = write_geojson(trail)
    found: list[dict[str, Any]] = document["features"]
    return found


def test_writes_geojson_longitude_first() -> None:
    """RFC 7946 puts the longitude first, and the height only where there is one."""
    line, first, second = features(TRAIL)

    assert line["geometry"] == {"type": "LineString", "coordinates": [[-2.5879, 51.4545, 11.0], [-2.5879, 51.4546]]}
    assert first["geometry"]["coordinates"] == [-2.5879, 51.4545, 11.0]
    assert second["properties"]["fixed_at"] == "2026-11-21T12:00:01.000Z"
    assert second["properties"]["accuracy"] == 8.5


def test_writes_no_line_of_one_point() -> None:
    """RFC 7946 wants two positions and more in a line."""
    assert [feature["geometry"]["type"] for feature in features(TRAIL[:1])] == ["Point"]
    assert write_geojson([]) == {"type": "FeatureCollection", "features": []}


def test_writes_gpx() -> None:
    """A GPX track holds each position with its height, where known, and time, in the schema's order."""
    root = ET.fromstring(write_gpx(TRAIL, "AV/2026/17"))  # noqa: S314  our own document

    namespace = "{http://www.topografix.com/GPX/1/1}"
    points = root.findall(f"{namespace}trk/{namespace}trkseg/{namespace}trkpt")
    assert root.get("version") == "1.1"
    assert [point.get("lat") for point in points] == ["51.4545000", "51.4546000"]
    assert [[child.tag.removeprefix(namespace) for child in point] for point in points] == [
        ["ele", "time", "desc"],
        ["time", "desc"],
    ]


def test_writes_gpx_of_any_name() -> None:
    """What an officer typed for the incident cannot break the document."""
    root = ET.fromstring(write_gpx(TRAIL, "<a>&\x00\x1f\"'"))  # noqa: S314  our own document

    assert root.findtext("{*}trk/{*}name") == "<a>&\"'"
