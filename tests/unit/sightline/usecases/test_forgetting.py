"""The tables forget a person."""

from sightline.domain.material import MaterialKind
from sightline.messages.views import ChatView
from sightline.usecases.forgetting import forget_session
from tests.fakes.clock import NOON
from tests.fakes.examples import an_invite
from tests.fakes.keeping import KeepingInMemory
from tests.fakes.materials import a_material
from tests.fakes.subjects import make_position, make_session

SAID = ChatView(message_id="0001-a", sender="citizen", sender_name="Citizen", text="I am here", sent_at=NOON)


def store() -> KeepingInMemory:
    """Return a store that remembers a session."""
    keeping = KeepingInMemory()
    keeping.sessions.add(make_session("material-1", "force"))
    keeping.invites.add(an_invite(invite_id="invite-of-material-1", device_hash="ab"))
    keeping.positions.add_all([make_position(0, "material-1")])
    keeping.chat.add("material-1", SAID, "r1")
    return keeping


def test_forgets_number_trail_chat_consent_and_device() -> None:
    """Twice is as once; case and times stay."""
    keeping = store()
    forget_session(keeping, a_material())
    forget_session(keeping, a_material())
    session, invite = keeping.sessions.get("material-1"), keeping.invites.get("invite-of-material-1")
    assert (session.spoken_code, session.consent, session.camera, session.capture) == (None, None, None, None)
    assert (invite.phone_number, invite.device_hash) == ("", None)
    assert keeping.positions.list_trail("material-1") == []
    assert keeping.chat.list_all("material-1") == []
    assert (session.incident_ref, session.created_at) == ("AV/2026/17", NOON)


def test_what_is_no_session_has_no_person_there() -> None:
    """An upload or a copy changes no session."""
    keeping = store()
    forget_session(keeping, a_material(kind=MaterialKind.UPLOAD))
    assert keeping.sessions.get("material-1").consent


def test_tables_that_were_made_anew_have_nothing_to_forget() -> None:
    """A session that was being disposed of did not come back: the disposal goes on."""
    keeping = store()
    keeping.sessions.by_id.clear()
    forget_session(keeping, a_material())
    assert keeping.sessions.by_id == {}
