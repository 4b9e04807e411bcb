"""Lambda function library: what officers do with what is held."""

from boundary.apps import make_app
from boundary.endpoints import endpoint
from library.queries import MaterialsQuery
from sightline.bootstrap import ports
from sightline.domain.participant import Participant
from sightline.messages.materials import Materials, MaterialView
from sightline.usecases import material_views

app = make_app("library")


@endpoint(app, "GET", "/materials")
def find_materials(officer: Participant, query: MaterialsQuery) -> Materials:
    """Find what is held, newest first."""
    return material_views.find_materials(ports(), officer, query.search(), query.after)


@endpoint(app, "GET", "/materials/{material_id}")
def get_material(officer: Participant, material_id: str) -> MaterialView:
    """Show one thing that is held."""
    return material_views.get_material(ports(), officer, material_id)
