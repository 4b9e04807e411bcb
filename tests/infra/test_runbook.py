"""Whoever is woken by an alarm finds what to do."""

import re

from infra.constructs.alarm_table import TEXT_SPEND, text_spend_alarms
from tests.infra.cloud import Cloud
from tests.rules.sources import ROOT

RUNBOOK = ROOT / "docs" / "runbook.md"
ENTRY = re.compile(r"^### (?P<name>[a-z0-9-]+)\n(?P<body>.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
PARTS = ("**Means:**", "**Look:**", "**Do:**")


def _entries() -> dict[str, str]:
    return {match["name"]: match["body"] for match in ENTRY.finditer(RUNBOOK.read_text())}


def _alarms(*clouds: Cloud) -> set[str]:
    """Return the names of all alarms of all stacks and providers of texts, as their runbook entries are called."""
    spend = {row.name for provider in TEXT_SPEND for row in text_spend_alarms(provider, 1)}
    return spend | {
        str(alarm.properties["AlarmName"]).removeprefix("sightline-")
        for cloud in clouds
        for stack in cloud.assembly.stacks
        for alarm in cloud.all(stack, "AWS::CloudWatch::Alarm")
    }


def test_every_alarm_has_its_entry_and_every_entry_its_alarm(dev: Cloud, prod: Cloud) -> None:
    """Under the alarm's own name (`### name`), so that the link in its description leads there."""
    assert set(_entries()) == _alarms(dev, prod)


def test_an_entry_says_what_it_means_where_to_look_and_what_to_do() -> None:
    """In that order."""
    incomplete = [name for name, body in _entries().items() if re.findall(r"\*\*\w+:\*\*", body) != list(PARTS)]
    assert incomplete == []


def test_no_entry_says_to_delete_evidence() -> None:
    """Commands in the runbook read, add and redrive; none deletes."""
    commands = re.findall(r"aws [a-z0-9-]+ [a-z-]+", RUNBOOK.read_text())
    assert commands
    assert [command for command in commands if "delete" in command or "purge" in command] == []
