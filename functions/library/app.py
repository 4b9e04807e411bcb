"""Lambda function library: what officers do with what is held."""

from datetime import datetime

from boundary.apps import make_app
from boundary.endpoints import Document, endpoint
from library.queries import CustodyQuery, MaterialsQuery
from sightline.bootstrap import ports
from sightline.domain.errors import (
    AnotherPersonRequiredError,
    DisposalBegunError,
    ExhibitRefTakenError,
    FreshSignInRequiredError,
    HoldReasonMissingError,
    NoDisposalProposedError,
    ReviewDateInvalidError,
    StillKeptError,
)
from sightline.domain.material import Material
from sightline.domain.participant import Participant
from sightline.messages.custody import Custody, Verification, Viewing, ViewingRequest
from sightline.messages.materials import Materials, MaterialView
from sightline.messages.retention import (
    CategoriseRequest,
    HoldRequest,
    MarkRequest,
    ReasonRequest,
    RetentionView,
    ReviewRequest,
    Reviews,
)
from sightline.usecases import disposals, keeping, material_views, retention_views
from sightline.usecases.certificates import read_certificate
from sightline.usecases.custody_views import list_custody
from sightline.usecases.stated_reasons import begin_viewing
from sightline.usecases.verification import verify_material

app = make_app("library")


@endpoint(app, "GET", "/materials")
def find_materials(officer: Participant, query: MaterialsQuery) -> Materials:
    """Find what is held, newest first."""
    return material_views.find_materials(ports(), officer, query.search(), query.after)


@endpoint(app, "GET", "/materials/{material_id}")
def get_material(officer: Participant, material_id: str) -> MaterialView:
    """Show one thing that is held."""
    return material_views.get_material(ports(), officer, material_id)


@endpoint(app, "GET", "/materials/reviews")
def get_reviews(officer: Participant) -> Reviews:
    """Show a supervisor what has to be looked at, soonest first."""
    return retention_views.view_reviews(ports(), disposals.list_reviews(ports(), officer))


@endpoint(app, "GET", "/materials/{material_id}/retention")
def get_retention(officer: Participant, material_id: str) -> RetentionView:
    """Say why something is still kept, and what is to become of it."""
    return retention_views.get_retention(ports(), officer, material_id)


@endpoint(app, "POST", "/materials/{material_id}/mark", refusals=(ExhibitRefTakenError, DisposalBegunError))
def post_mark(officer: Participant, material_id: str, body: MarkRequest) -> RetentionView:
    """Mark something as evidence: it never goes by itself."""
    return _view(keeping.mark_material(ports(), officer, material_id, body))


@endpoint(app, "POST", "/materials/{material_id}/category", refusals=(DisposalBegunError,))
def post_category(officer: Participant, material_id: str, body: CategoriseRequest) -> RetentionView:
    """Give something another retention category."""
    return _view(keeping.categorise_material(ports(), officer, material_id, body))


@endpoint(
    app,
    "POST",
    "/materials/{material_id}/holds",
    refusals=(HoldReasonMissingError, ReviewDateInvalidError, DisposalBegunError),
)
def post_hold(officer: Participant, material_id: str, body: HoldRequest) -> RetentionView:
    """Hold something whatever its category says."""
    return _view(keeping.hold_material(ports(), officer, material_id, body))


@endpoint(app, "POST", "/materials/{material_id}/holds/{hold_id}/release")
def post_release(officer: Participant, material_id: str, hold_id: str, body: ReasonRequest) -> RetentionView:
    """End one hold; others go on."""
    return _view(keeping.release_hold(ports(), officer, material_id, hold_id, body))


@endpoint(
    app,
    "POST",
    "/materials/{material_id}/reviews",
    refusals=(ReviewDateInvalidError, StillKeptError, DisposalBegunError),
)
def post_review(officer: Participant, material_id: str, body: ReviewRequest) -> RetentionView:
    """Note a review: it is kept until another day, or its disposal is proposed."""
    return _view(disposals.review_material(ports(), officer, material_id, body))


@endpoint(app, "POST", "/materials/{material_id}/disposal", refusals=(StillKeptError, DisposalBegunError))
def post_disposal(officer: Participant, material_id: str, body: ReasonRequest) -> RetentionView:
    """Propose that something go; another person must agree."""
    return _view(disposals.propose_disposal(ports(), officer, material_id, body))


@endpoint(
    app,
    "POST",
    "/materials/{material_id}/disposal/approve",
    refusals=(FreshSignInRequiredError, AnotherPersonRequiredError, NoDisposalProposedError, StillKeptError),
)
def post_approval(
    officer: Participant, material_id: str, body: ReasonRequest, signed_in_at: datetime | None
) -> RetentionView:
    """Agree to what somebody else has proposed, having just signed in; it goes no sooner than the night after next."""
    return _view(disposals.approve_disposal(ports(), officer, signed_in_at, material_id, body))


@endpoint(
    app,
    "POST",
    "/materials/{material_id}/disposal/refuse",
    refusals=(NoDisposalProposedError, DisposalBegunError),
)
def post_refusal(officer: Participant, material_id: str, body: ReasonRequest) -> RetentionView:
    """Stop a disposal, as long as it has not begun."""
    return _view(disposals.refuse_disposal(ports(), officer, material_id, body))


@endpoint(app, "GET", "/materials/{material_id}/certificate", documents=("application/json",))
def get_certificate(officer: Participant, material_id: str) -> Document:
    """Return the certificate of a disposal, and its seal."""
    return Document("application/json", read_certificate(ports(), officer, material_id))


def _view(material: Material) -> RetentionView:
    return retention_views.view_retention(ports(), material)


@endpoint(app, "POST", "/materials/{material_id}/viewings", status=201)
def post_viewing(officer: Participant, material_id: str, body: ViewingRequest) -> Viewing:
    """Say why a sealed material is looked at; the officer may then replay it for 12 hours."""
    return begin_viewing(ports(), officer, material_id, body)


@endpoint(app, "GET", "/materials/{material_id}/custody")
def get_custody(officer: Participant, material_id: str, query: CustodyQuery) -> Custody:
    """Show what was done with a material, by whom and why, oldest first."""
    return list_custody(ports(), officer, material_id, query.after)


@endpoint(app, "POST", "/materials/{material_id}/verify")
def post_verification(officer: Participant, material_id: str) -> Verification:
    """Check a material's chain of custody, checkpoints, manifests and seals."""
    return verify_material(ports(), officer, material_id)
