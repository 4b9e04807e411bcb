"""What a certificate says of a material is enough to know it again."""

from dataclasses import fields, replace
from datetime import date

from sightline.domain.disposal import Disposal
from sightline.domain.disposed_material import describe_disposal, read_disposed_material
from sightline.domain.material import MaterialKind, Place
from tests.fakes.clock import NOON
from tests.fakes.materials import a_material

AGREED = Disposal("The case is closed", "DC Patel", "supervisor-1", "Insp Moss", date(2026, 3, 1), 5, 70)
MATERIAL = a_material(
    title="kitchen.mp4",
    place=Place(51.45, -2.59),
    officer_id="officer-1",
    officer_name="PC Rees",
    exhibit_ref="AB/1",
    manifest_sha256="ab" * 32,
    disposal=AGREED,
)
IN_THE_CHAIN = {
    *("began_at", "ended_at", "byte_count", "manifest_sha256", "exhibit_ref", "crime_number", "holds", "review_on"),
    *("state", "proposed_by", "disposal", "review", "secured", "custody_sequence"),
}


def test_a_material_is_known_again_but_for_its_name_and_place() -> None:
    """What its chain does not say, the certificate does; what tells of a person, neither."""
    for material in (MATERIAL, replace(MATERIAL, kind=MaterialKind.CLIP, parent_id="material-0")):
        read = read_disposed_material(describe_disposal(material, NOON))
        differing = {each.name for each in fields(read) if getattr(read, each.name) != getattr(material, each.name)}
        assert differing - IN_THE_CHAIN == {"title", "place"}
        assert (read.title, read.place) == ("", None)


def test_a_certificate_says_by_whose_word_how_much_went() -> None:
    """Of what goes by itself nobody has agreed."""
    said = describe_disposal(MATERIAL, NOON)
    assert (said["proposed_by"], said["approved_by"], said["object_count"]) == ("DC Patel", "Insp Moss", 5)
    assert "kitchen" not in str(said)
    assert describe_disposal(replace(MATERIAL, disposal=None), NOON)["approved_by"] is None
