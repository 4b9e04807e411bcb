"""What a bundle's parts are called, what goes into it, and how a bag says so."""

from datetime import date

from sightline.domain.bundle import (
    Bundle,
    StoredObject,
    finished_copies,
    place_copy,
    place_object,
    place_root,
    roots_since,
    write_bag_info,
    write_sums,
)
from tests.fakes.clock import NOON

BUNDLE = Bundle("bundle-1", "avon", "s-1", "charging", include_copies=True, asked_at=NOON, asked_by="o-1",
                asked_by_name="Sam Patel", exported_as=7)  # fmt: skip


def test_names_are_kept() -> None:
    """What lies under a material's prefix keeps its name, beneath the folder of its kind."""
    assert place_object("avon/s-1/r1/init-00000000.mp4") == "data/s-1/objects/r1/init-00000000.mp4"
    assert place_copy("avon/s-1/c-1/clip.mp4") == "data/s-1/copies/c-1/clip.mp4"
    assert place_root("avon/roots/2026-03-01.seal.json") == "data/roots/2026-03-01.seal.json"


def test_only_copies_that_are_finished_are_packed() -> None:
    """A copy is there once its derivation is; how far it had come is of no interest to a court."""
    keys = ["c-1/clip.mp4", "c-1/derivation.json", "c-1/progress.json", "c-2/progress.json"]
    keys += ["c-1/bare/clip.mp4", "c-2/bare/clip.mp4", "c-2/bare/derivation.json"]
    objects = [StoredObject(f"avon/s-1/{key}", 1) for key in keys]
    assert finished_copies(objects) == {"c-1": objects[:2]}


def test_roots_from_the_first_day_on() -> None:
    """With their seals and time-stamps; nothing else that may lie beside them."""
    names = ["2026-02-28.json", "2026-03-01.json", "2026-03-01.seal.json", "2026-03-02.tsr", "notes.txt", "2026-03-01"]
    found = roots_since((StoredObject(f"avon/roots/{name}", 1) for name in names), date(2026, 3, 1))
    assert [each.key.rsplit("/", 1)[-1] for each in found] == names[1:4]


def test_a_list_of_sums_escapes_line_ends() -> None:
    """RFC 8493, section 2.1.3: a name stays on its line."""
    assert write_sums({"data/a%b\nc\rd": "00"}) == b"00  data/a%25b%0Ac%0Dd\n"


def test_the_bags_own_word_is_one_line_a_label() -> None:
    """A force's name with a line end in it adds no label."""
    said = write_bag_info(BUNDLE, 12, 3, "Avon\nPolice").decode().splitlines()
    assert said[0] == "Source-Organization: Avon Police"
    assert said[-1] == "Payload-Oxum: 12.3"
