"""How long a material is kept, who says so, and who looks at it next. Figures come from the deployment's settings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sightline.domain.invite import RetentionCategory
from sightline.domain.material import Material
from sightline.domain.period import Period, read_period


@dataclass(frozen=True)
class Rule:
    """What a category asks for: the clear period, the first review, and how long one decision to keep may last."""

    keep: Period
    first_review: Period
    review_every: Period
    because: str
    """A sentence without its end."""


@dataclass(frozen=True)
class RetentionRules:
    """The force's rules. `lock` is for how long the store lets nobody delete anything."""

    by_category: Mapping[RetentionCategory, Rule]
    evidence_review: Period
    lock: Period


@dataclass(frozen=True)
class Reason:
    """Why something is still kept, in a sentence. `until` is None where only people can end it."""

    sentence: str
    until: date | None
    binding: bool = False
    """Whether not even two people may dispose of it before."""


def read_rules(document: Mapping[str, Any], lock_days: int) -> RetentionRules:
    """Read the rules from JSON values, as `infra/retention.toml` has them; raise KeyError or ValueError."""
    return RetentionRules(
        by_category={category: _read_rule(document[category.value]) for category in RetentionCategory},
        evidence_review=read_period(document["evidence"]["review_every"]),
        lock=Period(days=lock_days),
    )


def _read_rule(said: Mapping[str, str]) -> Rule:
    keep, first_review, review_every = (read_period(said[name]) for name in ("keep", "first_review", "review_every"))
    return Rule(keep, first_review, review_every, said["because"])


def kept_until(rules: RetentionRules, material: Material) -> date:
    """Return the end of the clear period of its category."""
    return rules.by_category[material.category].keep.after(_born(material))


def locked_until(rules: RetentionRules, material: Material) -> date:
    """Return the first day on which the store may let go of all that was stored by its end.

    What was brought in may have been recorded years before, or nobody knows when: it was stored no sooner than it came.
    """
    stored_by = max(material.ended_at or material.created_at, material.created_at)
    return Period(days=1).after(rules.lock.after(stored_by.date()))


def first_review_on(rules: RetentionRules, material: Material, category: RetentionCategory) -> date:
    """Return when a material of a category is first looked at; evidence at least as often as evidence is."""
    by_category = rules.by_category[category].first_review.after(_born(material))
    return min(by_category, _evidence_review(rules, material)) if material.is_evidential() else by_category


def latest_review_on(rules: RetentionRules, material: Material, today: date) -> date:
    """Return until when one decision to keep it may last."""
    longest = rules.by_category[material.category].review_every.after(today)
    return min(longest, rules.evidence_review.after(today)) if material.is_evidential() else longest


def why_kept(rules: RetentionRules, material: Material, today: date) -> list[Reason]:
    """Return every reason for which it does not go today, the one that lasts longest first."""
    reasons = [reason for reason in _reasons(rules, material) if reason.until is None or reason.until > today]
    return sorted(reasons, key=lambda reason: reason.until or date.max, reverse=True)


def what_forbids(rules: RetentionRules, material: Material, today: date) -> Reason | None:
    """Return what forbids even two people to dispose of it: a hold, or the clear period of its group."""
    return next((reason for reason in why_kept(rules, material, today) if reason.binding), None)


def _reasons(rules: RetentionRules, material: Material) -> Iterator[Reason]:
    if material.is_evidential():
        crime = f", crime {material.crime_number}" if material.crime_number else ""
        yield Reason(f"It is evidence (exhibit {material.exhibit_ref}{crime}). It never goes by itself.", None)
    for hold in material.holds:
        looked_at = f"It is looked at again on {write_day(hold.review_on)}."
        yield Reason(f"{hold.by_name} holds it: “{hold.reason}”. {looked_at}", None, binding=True)
    if review := material.review:
        sentence = f"{review.by_name} reviewed it and keeps it until {write_day(review.until)}: “{review.reason}”."
        yield Reason(sentence, review.until)
    end, because = kept_until(rules, material), rules.by_category[material.category].because
    grouped = material.category is not RetentionCategory.NOT_EVIDENTIAL
    if grouped or not material.is_evidential():
        yield Reason(f"{because}: until {write_day(end)}.", end, binding=grouped)
    unlocked = locked_until(rules, material)
    yield Reason(f"Its lock in the store ends on {write_day(unlocked)}. Before that nobody can delete it.", unlocked)


def _evidence_review(rules: RetentionRules, material: Material) -> date:
    return rules.evidence_review.after(_born(material))


def _born(material: Material) -> date:
    return material.created_at.date()


def write_day(day: date) -> str:
    """Write a day as people do: 1 September 2026."""
    return f"{day.day} {day:%B %Y}"
