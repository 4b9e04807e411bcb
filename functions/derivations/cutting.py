"""Cuts what was asked for out of one part of a recording, and says of each file what it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

import av

from derivations.film import (
    Source,
    Style,
    Written,
    choose_exact,
    choose_playable,
    choose_untouched,
    open_source,
    require_agreed_turn,
    write_files,
)
from derivations.hiding import hide_regions
from derivations.masters import FragmentFile, MasterReader
from derivations.packets import Seconds, Timed, cut_at_keys, cut_exactly, read_timed
from derivations.parts import Part
from derivations.snapshot import SNAPSHOT, write_snapshot
from sightline.domain.copy import MasterUnreadableError, NothingToCopyError
from sightline.messages.copies import CopyKind
from sightline.messages.redaction import Redaction

_MICROSECOND = timedelta(microseconds=1)
_A_SECOND = 1_000_000


@dataclass(frozen=True)
class Wanted:
    """What was asked for."""

    kind: CopyKind
    exact: bool
    began_at: datetime
    ended_at: datetime
    redaction: Redaction | None = None


@dataclass(frozen=True)
class Made:
    """A file, with what there is to say of it."""

    path: Path
    style: Style
    size: tuple[int, int]
    began_at: datetime
    ended_at: datetime


def write_part(
    part: Part, wanted: Wanted, reader: MasterReader, folder: Path, on_read: Callable[[], None]
) -> Iterator[Made]:
    """Write the files of one part; raise MasterUnreadableError, or NothingToCopyError if it has none of it."""
    with open_part(part, reader, on_read) as film:
        yield from write_cut(film.source, film.packets, wanted, film.place, folder)


@contextmanager
def open_part(part: Part, reader: MasterReader, on_read: Callable[[], None]) -> Iterator["Film"]:
    """Open a part to be read once; raise MasterUnreadableError, or NothingToCopyError if it is empty."""
    sources = [fragment.source for fragment in part.fragments]
    file = FragmentFile(part.init, reader.read_all(sources), on_read)
    with _reading(file), av.open(file, "r", format="mp4") as container:
        source = open_source(container)
        packets = read_timed(container.demux(), source.leading, Seconds(part.lasts // _MICROSECOND, _A_SECOND))
        first = next(packets, None)
        if first is None:
            raise NothingToCopyError
        yield Film(source, chain([first], packets), Place(first.decoded, part.anchor_at))


@dataclass(frozen=True)
class Place:
    """Where a film's own time lies among the instants."""

    origin: Seconds
    anchor_at: datetime

    def seconds(self, instant: datetime) -> Seconds:
        """Return an instant in the film's own time."""
        return self.origin + Seconds((instant - self.anchor_at) // _MICROSECOND, _A_SECOND)

    def instant(self, seconds: Seconds) -> datetime:
        """Return when a time of the film was."""
        return self.anchor_at + round((seconds - self.origin) * _A_SECOND) * _MICROSECOND


@dataclass(frozen=True)
class Film:
    """An open film: its tracks, its packets in order of decoding, and when they were."""

    source: Source
    packets: Iterator[Timed]
    place: Place


def write_cut(source: Source, packets: Iterator[Timed], wanted: Wanted, place: Place, folder: Path) -> Iterator[Made]:
    """Write what is wanted of a film's packets, and say when that was."""
    style, written = _begin(source, packets, wanted, place, folder)
    for each in written:
        yield Made(each.path, style, each.size, place.instant(each.began), place.instant(each.ended))


def _begin(
    source: Source, packets: Iterator[Timed], wanted: Wanted, place: Place, folder: Path
) -> tuple[Style, Iterator[Written]]:
    """Choose how it is made, and begin."""
    began, ended = place.seconds(wanted.began_at), place.seconds(wanted.ended_at)
    if wanted.kind == "snapshot":
        return SNAPSHOT, iter([write_snapshot(source, cut_exactly(packets, began, ended), folder)])
    if wanted.exact:
        style = choose_exact(source, ended)
        if wanted.redaction:
            require_agreed_turn(source)
            style = hide_regions(style, wanted.redaction, place.instant, wanted.began_at)
        return style, write_files(source, style, cut_exactly(packets, began, ended), folder)
    style = choose_playable(source) if wanted.kind == "playable" else choose_untouched(source)
    return style, write_files(source, style, cut_at_keys(packets, began, ended), folder)


@contextmanager
def _reading(file: FragmentFile) -> Iterator[None]:
    """Turn what libav says of a broken file into a refusal that names the object."""
    try:
        yield
    except (av.FFmpegError, ValueError, OverflowError) as error:
        raise file.failure or MasterUnreadableError(file.key) from error
    if file.failure:  # libav took it for the end
        raise file.failure
