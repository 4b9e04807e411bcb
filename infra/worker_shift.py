"""A change of the clock in how few media workers may run: one `[[worker_shifts]]` of an environment's file."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

DAY = "(MON|TUE|WED|THU|FRI|SAT|SUN)"


class WorkerShift(BaseModel):
    """From an hour of some days on, at least so many workers run, until the next shift says otherwise."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    at: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
    """By the clock of `time_zone`, as in 17:30."""
    days: Annotated[str, StringConstraints(pattern=rf"^{DAY}([-,]{DAY})*$")] = "MON-SUN"
    workers: Annotated[int, Field(ge=0, le=50)]
