"""How long what is kept: `retention.toml`, typed, on its way to the functions as JSON."""

import re
import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

FILE = Path(__file__).with_name("retention.toml")

Period = Annotated[str, StringConstraints(pattern=re.compile(r"^P(?=\d)(\d+Y)?(\d+M)?(\d+D)?$"))]
"""ISO 8601, as in P31D or P6Y."""


class CategoryRule(BaseModel):
    """What one retention category asks for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    keep: Period
    first_review: Period
    review_every: Period
    because: Annotated[str, Field(min_length=10, pattern=r"[^.]$")]


class EvidenceRule(BaseModel):
    """What is asked of everything that is marked as evidence, whatever its category."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    review_every: Period


class RetentionSettings(BaseModel):
    """The whole file: every category has its table."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", "-"))

    not_evidential: CategoryRule
    mopi_group_1: CategoryRule
    mopi_group_2: CategoryRule
    mopi_group_3: CategoryRule
    mopi_group_4: CategoryRule
    evidence: EvidenceRule


def read_retention(path: Path = FILE) -> RetentionSettings:
    """Read the file, or raise pydantic's ValidationError, which names the key."""
    return RetentionSettings.model_validate(tomllib.loads(path.read_text()))


def write_retention(retention: RetentionSettings) -> str:
    """Write the settings as the functions read them."""
    return retention.model_dump_json(by_alias=True)
