"""Who can sign in on the laptop: an officer of each role in each of two forces; disposals take two supervisors."""

from dataclasses import dataclass

from sightline.domain.participant import OFFICER_ROLES, Role

FORCES = {"force": "Example Police", "other": "Another Force"}
"""The second force is there to show that it sees nothing of the first."""


@dataclass(frozen=True)
class Person:
    """An officer, as the user pool would know them."""

    subject: str
    name: str
    role: Role
    force_id: str

    def claims(self) -> dict[str, object]:
        """Return what their ID token says besides the subject."""
        return {
            "name": self.name,
            "cognito:groups": [self.role.value],
            "custom:force_id": self.force_id,
            "token_use": "id",
        }


PEOPLE = (
    Person("amara-okafor", "PC 4411 Amara Okafor", Role.CALL_HANDLER, "force"),
    Person("tom-hughes", "DC 2087 Tom Hughes", Role.INVESTIGATOR, "force"),
    Person("priya-nair", "Sgt 1130 Priya Nair", Role.SUPERVISOR, "force"),
    Person("helen-webb", "Insp 0412 Helen Webb", Role.SUPERVISOR, "force"),
    Person("ellen-price", "Ellen Price, Standards", Role.AUDITOR, "force"),
    Person("owen-rees", "PC 7702 Owen Rees", Role.CALL_HANDLER, "other"),
    Person("marta-kowalska", "DC 7315 Marta Kowalska", Role.INVESTIGATOR, "other"),
    Person("david-osei", "Sgt 7048 David Osei", Role.SUPERVISOR, "other"),
    Person("ruth-levy", "Ruth Levy, Standards", Role.AUDITOR, "other"),
)

assert {person.role for person in PEOPLE} == OFFICER_ROLES  # noqa: S101 a role without a person could not be tried


def find_person(role: Role, force_id: str = "force") -> Person:
    """Return the officer of a role in a force."""
    return next(person for person in PEOPLE if person.role is role and person.force_id == force_id)
