"""Writes the inventory in docs/dpia.md anew from production's templates: `make dpia`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from infra.app import add_stacks, make_app
from infra.local.template.assembly import read_assembly
from infra.privacy.document import fill_in
from infra.privacy.inventory import write_inventory, write_settings
from infra.settings import read_settings

DOCUMENT = Path(__file__).parents[2] / "docs" / "dpia.md"


def main() -> None:
    """Synthesise production and fill the document in."""
    settings = read_settings("prod")
    with TemporaryDirectory() as folder:
        app = make_app(Path(folder))
        add_stacks(app, settings)
        app.synth()
        parts = write_inventory(read_assembly(Path(folder), settings.region), settings)
    DOCUMENT.write_text(fill_in(DOCUMENT.read_text(), {**parts, "settings": write_settings(settings)}))


if __name__ == "__main__":
    main()
