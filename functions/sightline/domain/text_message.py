"""The text that carries the link: the force's name first, then what to do, then the link."""

from sightline.domain.gsm7 import count_segments, simplify
from sightline.domain.invite import Language

WORDINGS: dict[Language, tuple[str, ...]] = {
    Language.ENGLISH: (
        "{force}: tap so we can see where you are and what is happening. You can say no. {link}",
        "{force}: tap to show us where you are. You can say no. {link}",
        "{force}: {link}",
    ),
    Language.WELSH: (
        "{force}: tapiwch i ni weld ble rydych chi a beth sy'n digwydd. Cewch ddweud na. {link}",
        "{force}: tapiwch i ddangos ble rydych chi. Cewch ddweud na. {link}",
        "{force}: {link}",
    ),
}
"""From the fullest to the shortest. No wording names a purpose: a phone may lie open to others."""


def compose_text(force_name: str, link: str, language: Language) -> str:
    """Return the fullest wording that goes out as one segment, or the one of fewest segments if none does."""
    force = simplify(force_name)
    texts = [wording.format(force=force, link=link) for wording in WORDINGS[language]]
    return min(texts, key=count_segments)


def compose_link(site_origin: str, token: str) -> str:
    """Return the link; what follows # stays in the phone, out of every log between."""
    return f"{site_origin}/j#{token}"
