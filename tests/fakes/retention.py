"""The force's rules as they are delivered."""

import tomllib
from pathlib import Path

from sightline.domain.retention import read_rules

FILE = Path(__file__).parents[2] / "infra" / "retention.toml"
RULES = read_rules(tomllib.loads(FILE.read_text()), lock_days=31)
