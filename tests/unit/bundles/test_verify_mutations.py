"""Whatever is changed in a bundle is found: by the bag's list, and, where the list is made anew, by what was signed.

Careless means that only the bytes are changed. Cunning means that who changed them had the bag's lists made anew, so
that only seals, chain, roots and copies can show it. Forged means that they sign with a key of their own besides.
"""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import pairwise
from typing import Any

import pytest

from bundles.verify import fingerprint, read_public_key
from tests.fakes.bundle_cases import holds
from tests.fakes.bundles import (
    COPY,
    MATERIAL,
    OBJECTS,
    PREFIX,
    Files,
    list_files,
    make_bag,
    make_chain,
    sha256,
    sign,
    write_document,
    write_segment,
)
from tests.fakes.evidence import SignerInMemory

SIGNER = SignerInMemory()
BAG = make_bag(SIGNER)
TRUSTED = frozenset({fingerprint(read_public_key(SIGNER.public_key()[1]))})
FOR_READING = (f"{MATERIAL}chat.txt", f"{MATERIAL}custody.txt", f"{MATERIAL}trail.geojson", f"{MATERIAL}trail.gpx")
SIGNED = [name for name in BAG if name.startswith("data/") and name not in FOR_READING]
SEGMENTS = [name for name in SIGNED if name.startswith(f"{OBJECTS}custody/")]
ENTRIES: list[dict[str, Any]] = [entry for name in SEGMENTS for entry in json.loads(BAG[name])["entries"]]
SEALS = [name for name in SIGNED if name.endswith("seal.json")]
ROOTS = [name for name in SIGNED if name.startswith("data/roots/") and name not in SEALS]
MANIFESTS = [name for name in SIGNED if name.endswith("/manifest.json")]


def undetected(changed: Iterator[tuple[str, Files]], trusted: frozenset[str] = frozenset()) -> list[str]:
    """Return what was changed without being found; a generator that changes nothing at all fails."""
    tried = [(what, holds(files, trusted)) for what, files in changed]
    assert tried
    return [what for what, sound in tried if sound]


def without(name: str) -> Files:
    """Return the bag without a file."""
    return {each: body for each, body in BAG.items() if each != name}


def flip(body: bytes, at: int, bit: int = 0) -> bytes:
    """Return bytes with one bit changed."""
    return body[:at] + bytes([body[at] ^ (1 << bit)]) + body[at + 1 :]


def change_file(name: str) -> Iterator[tuple[str, Files]]:
    """Flip a bit at the beginning, in the middle and at the end; cut off, add to, drop, empty."""
    body = BAG[name]
    changes = {
        **{f"bit of byte {at}": flip(body, at, at % 8) for at in {0, len(body) // 2, len(body) - 1}},
        "truncated": body[:-1],
        "lengthened": body + b"\n",
        "prefixed": b" " + body,
        "emptied": b"",
    }
    yield from ((f"{name}: {what}", {**BAG, name: changed}) for what, changed in changes.items())
    yield f"{name}: dropped", without(name)
    yield f"{name}: renamed", {**without(name), name + "x": body}


def swap_files() -> Iterator[tuple[str, Files]]:
    """Exchange each two neighbours, of those that differ."""
    for one, other in pairwise(sorted(SIGNED)):
        if BAG[one] != BAG[other]:
            yield f"{one} and {other}", {**BAG, one: BAG[other], other: BAG[one]}


def remade(changed: Iterator[tuple[str, Files]]) -> Iterator[tuple[str, Files]]:
    """Make the bag's own lists anew after each change."""
    return ((what, list_files(files)) for what, files in changed)


def test_the_bag_itself_holds() -> None:
    """What follows would mean nothing otherwise."""
    assert holds(BAG)
    assert holds(BAG, TRUSTED)
    assert holds(list_files(BAG))


@pytest.mark.parametrize("name", BAG)
def test_careless_changes_of_any_file(name: str) -> None:
    """Every file of the bag, the verifier's own lists among them, whether or not it is signed."""
    assert undetected(change_file(name)) == []


@pytest.mark.parametrize("name", SIGNED)
def test_cunning_changes_of_what_is_signed(name: str) -> None:
    """A bag that is made anew around the change, for each fragment, manifest, seal, part of the chain and root.

    A root that is left out with its seal, at either end, leaves no trace: nothing in the bundle says that it exists.
    """
    assert undetected(remade(change_file(name))) == []


@pytest.mark.parametrize("name", [name for name in SIGNED if name.endswith("seal.json") or "/custody/" in name])
def test_cunning_changes_of_any_byte_of_what_no_seal_covers(name: str) -> None:
    """Seals and parts of the chain are written in one form alone: each thirteenth byte of them is changed in turn."""
    body = BAG[name]
    changed = ((f"byte {at}", {**BAG, name: flip(body, at, at % 8)}) for at in range(0, len(body), 13))
    assert undetected(remade(changed)) == []


def test_cunning_swaps() -> None:
    """Objects in each other's place, each of them sound."""
    assert undetected(swap_files()) == []
    assert undetected(remade(swap_files())) == []


def test_cunning_insertions() -> None:
    """A fragment, a manifest, a part of a chain, a root and anything else that nobody has signed."""
    further = {
        f"{OBJECTS}r1/00000003-1772366406000-2000.m4s": b"further",
        f"{OBJECTS}r2/init-00000000.mp4": b"init",
        f"{OBJECTS}version-3/manifest.json": BAG[f"{OBJECTS}version-2/manifest.json"],
        f"{OBJECTS}version-1/seal.json": BAG[f"{OBJECTS}seal.json"],
        f"{OBJECTS}custody/00000006-00000006.json": b'{"checkpoint":{},"entries":[]}',
        "data/roots/2026-03-03.json": BAG["data/roots/2026-03-02.json"],
        "data/roots/other.txt": b"",
        f"{MATERIAL}statement.txt": b"I saw it.",
        "data/session-2/chat.txt": b"of a session that is not here",
        f"{COPY}second.mp4": b"not made",
    }
    assert undetected(remade((name, {**BAG, name: body}) for name, body in further.items())) == []


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the way to every value of a document that is no object or list, and to every empty one."""
    members = list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else [])
    for name, member in members:
        yield from leaves(member, (*path, name))
    if not members:
        yield path


def changed_value(value: Any) -> Any:
    """Return another value of the same type, as far as there is one."""
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str():
            return value[:-1] + chr(ord(value[-1]) ^ 1) if value else "x"
        case _:
            return "x"


def change_values(document: Any) -> Iterator[tuple[str, Any]]:
    """Change, and drop, each value of a document in turn."""
    for path in leaves(document):
        for how in ("changed", "dropped"):
            copy = deepcopy(document)
            place = copy
            for step in path[:-1]:
                place = place[step]
            if how == "changed":
                place[path[-1]] = changed_value(place[path[-1]])
            else:
                del place[path[-1]]
            yield f"{path} {how}", copy


@pytest.mark.parametrize("name", MANIFESTS)
def test_cunning_changes_of_each_field_of_a_manifest(name: str) -> None:
    """Each field of each object, gap, position and message, written in good form."""
    changed = change_values(json.loads(BAG[name]))
    files = ((what, {**BAG, name: write_document(document)}) for what, document in changed)
    assert undetected(remade(files)) == []


@pytest.mark.parametrize("name", MANIFESTS)
def test_forged_manifests(name: str) -> None:
    """A manifest that is sealed anew with another key does not pass beside what the force's key signed."""
    document = {**json.loads(BAG[name]), "incident_ref": "another"}
    body, where = write_document(document), name.replace("manifest.json", "seal.json")
    statement = {**json.loads(json.loads(BAG[where])["statement"]), "manifest_sha256": sha256(body)}
    forged = list_files({**BAG, name: body, where: write_document(sign(statement, SignerInMemory()))})
    assert not holds(forged)
    assert not holds(forged, TRUSTED)


def test_the_wrong_key_over_all_of_it() -> None:
    """Who signs everything anew makes a bundle that fits itself: the force's key tells it from the true one."""
    forged = make_bag(SignerInMemory())
    assert holds(forged)
    assert not holds(forged, TRUSTED)


@pytest.mark.parametrize("name", SEGMENTS)
def test_cunning_changes_of_each_field_of_an_entry(name: str) -> None:
    """Each field of entries and checkpoints, their hashes left as they were."""
    changed = change_values(json.loads(BAG[name]))
    files = ((what, {**BAG, name: write_document(document)}) for what, document in changed)
    assert undetected(remade(files)) == []


def add_members(value: Any) -> Iterator[Any]:
    """Yield a document with one member added to each of its objects in turn."""
    match value:
        case dict():
            yield {**value, "added": "x"}
            yield from ({**value, name: more} for name, member in value.items() for more in add_members(member))
        case list():
            for at, member in enumerate(value):
                yield from ([*value[:at], more, *value[at + 1 :]] for more in add_members(member))


@pytest.mark.parametrize("name", [*SEGMENTS, *SEALS, *ROOTS, *MANIFESTS])
def test_cunning_insertions_of_a_member(name: str) -> None:
    """Nothing can be added to what was signed, nor beside it: to a seal, a checkpoint, an entry, a root, a manifest."""
    changed = (write_document(document) for document in add_members(json.loads(BAG[name])))
    assert undetected(remade((name, {**BAG, name: body}) for body in changed)) == []


def rewrite_chain(rewrite: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> Files:
    """Return the bag with another chain, all its hashes made anew, under the checkpoints that there were."""
    events = [{k: v for k, v in entry.items() if k not in {"sequence", "previous_hash", "hash"}} for entry in ENTRIES]
    entries = make_chain(rewrite(events))
    kept = {name: body for name, body in BAG.items() if name not in SEGMENTS}
    checkpoints = [json.loads(BAG[name])["checkpoint"] for name in SEGMENTS]
    parts = {
        f"{OBJECTS}custody/{run[0]['sequence']:08}-{run[-1]['sequence']:08}.json": {"entries": run, "checkpoint": made}
        for run, made in zip((entries[:3], entries[3:]), checkpoints, strict=True)
        if run
    }
    return list_files(kept | {name: write_document(part) for name, part in parts.items()})


@pytest.mark.parametrize("at", range(len(ENTRIES)))
def test_cunning_changes_of_the_chain(at: int) -> None:
    """An entry changed, dropped, doubled, inserted, swapped with the next, or all cut off from there, hashes anew."""
    rewrites: dict[str, Callable[[list[dict[str, Any]]], list[dict[str, Any]]]] = {
        "changed": lambda events: [*events[:at], {**events[at], "reason": "another"}, *events[at + 1 :]],
        "dropped": lambda events: [*events[:at], *events[at + 1 :]],
        "doubled": lambda events: [*events[: at + 1], *events[at:]],
        "inserted": lambda events: [*events[:at], {**events[at], "action": "reviewed"}, *events[at:]],
        "cut off": lambda events: events[: max(at, 1)],
        "swapped": lambda events: [*events[:at], *events[at : at + 2][::-1], *events[at + 2 :]],
    }
    if at == len(ENTRIES) - 1:
        del rewrites["swapped"]
    assert rewrite_chain(lambda events: events) == BAG
    assert undetected((what, rewrite_chain(rewrite)) for what, rewrite in rewrites.items()) == []


@pytest.mark.parametrize("kept", range(1, len(ENTRIES)))
def test_a_chain_that_is_cut_off_under_a_good_checkpoint(kept: int) -> None:
    """Even the force's own key cannot shorten a chain that a root has seen."""
    others = {name: body for name, body in BAG.items() if name not in SEGMENTS}
    assert not holds(list_files(others | write_segment(ENTRIES[:kept], SIGNER)), TRUSTED)


@pytest.mark.parametrize("name", SEGMENTS)
def test_a_dropped_part_of_the_chain_is_found_where_there_is_no_root(name: str) -> None:
    """As on the day of the recording itself: the last part tells of the bundle, each other one binds the next."""
    rootless = {each: body for each, body in BAG.items() if not each.startswith("data/roots/")}
    assert holds(list_files(rootless), TRUSTED)
    assert not holds(list_files({each: body for each, body in rootless.items() if each != name}), TRUSTED)


def test_another_key_under_the_chain() -> None:
    """A chain told otherwise, under checkpoints by a key of one's own."""
    events = [{**entry, "reason": "another"} for entry in ENTRIES]
    entries = make_chain(
        [{k: v for k, v in each.items() if k not in {"sequence", "previous_hash", "hash"}} for each in events]
    )
    others = {name: body for name, body in BAG.items() if name not in SEGMENTS}
    forged = list_files(others | write_segment(entries, SignerInMemory()))
    assert not holds(forged)
    assert not holds(forged, TRUSTED)


def test_cunning_changes_of_a_copy() -> None:
    """A copy's bytes, its sources, and its name."""
    derivation = json.loads(BAG[f"{COPY}derivation.json"])
    another = {"key": f"{PREFIX}r1/other.m4s", "sha256": sha256(b"other")}
    changes = {
        "bytes": {**BAG, f"{COPY}clip.mp4": b"another"},
        "source": {**BAG, f"{COPY}derivation.json": write_document({**derivation, "objects": [another]})},
        "manifest": {**BAG, f"{COPY}derivation.json": write_document({**derivation, "manifest": another})},
        "identity": {**BAG, f"{COPY}derivation.json": write_document({**derivation, "copy_id": "clip-2"})},
        "no derivation": without(f"{COPY}derivation.json"),
    }
    assert undetected(remade(iter(changes.items()))) == []
