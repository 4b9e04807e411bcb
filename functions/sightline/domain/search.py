"""A search for what is held: what an officer asks for, and whether a material is that."""

from dataclasses import dataclass
from datetime import datetime

from sightline.domain.instant import write_instant
from sightline.domain.invite import RetentionCategory
from sightline.domain.material import Material, MaterialKind, MaterialState, Place


def plain(name: str) -> str:
    """Return a reference or a name as it is compared: without case and spaces, since officers type it either way."""
    return "".join(name.split()).casefold()


def moment_of(material: Material) -> str:
    """Return where a material stands among all in order of time; no two stand at the same place."""
    return f"{write_instant(material.created_at)}#{material.material_id}"


@dataclass(frozen=True)
class Area:
    """A part of the map, its edges in degrees (WGS 84); it does not cross the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def is_in_order(self) -> bool:
        """Say whether its edges are where their names say."""
        return self.west <= self.east and self.south <= self.north

    def holds(self, place: Place) -> bool:
        """Say whether a place lies in it, or on its edge."""
        return self.west <= place.longitude <= self.east and self.south <= place.latitude <= self.north


@dataclass(frozen=True)
class Search:
    """What a material must be; what is None does not matter."""

    words: str | None = None
    """A name of it, of any kind, as typed into one line."""
    incident_ref: str | None = None
    exhibit_ref: str | None = None
    crime_number: str | None = None
    officer: str | None = None
    """The officer's id, their whole name, or a word of it."""
    since: datetime | None = None
    before: datetime | None = None
    area: Area | None = None
    category: RetentionCategory | None = None
    state: MaterialState | None = None
    kind: MaterialKind | None = None

    def finds(self, material: Material) -> bool:
        """Say whether a material is what is asked for."""
        return all(
            (
                _is(self.incident_ref, material.incident_ref),
                _is(self.exhibit_ref, material.exhibit_ref),
                _is(self.crime_number, material.crime_number),
                self.officer is None or plain(self.officer) in officer_names(material),
                self.words is None or plain(self.words) in names_of(material),
                self.area is None or (material.place is not None and self.area.holds(material.place)),
                self.since is None or material.created_at >= self.since,
                self.before is None or material.created_at < self.before,
                self.category in {None, material.category},
                self.state in {None, material.state},
                self.kind in {None, material.kind},
            )
        )


def names_of(material: Material) -> frozenset[str]:
    """Return every name that a material can be asked for by, plain."""
    named = (material.incident_ref, material.exhibit_ref, material.crime_number, material.title)
    return officer_names(material) | {plain(name) for name in named if name}


def officer_names(material: Material) -> frozenset[str]:
    """Return what the officer who asked for it can be called, plain: id, whole name, each word of the name."""
    name = material.officer_name or ""
    return frozenset(plain(each) for each in (material.officer_id, name, *name.split()) if each)


def _is(asked: str | None, actual: str | None) -> bool:
    return asked is None or (actual is not None and plain(asked) == plain(actual))
