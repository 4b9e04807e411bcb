"""Every alarm: what it looks at, and from when on somebody is called.

Each has an entry of its name in `docs/runbook.md`; a test holds the two equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto


class Where(Enum):
    """A name that is known only when the stacks are made."""

    HTTP_API = "the HTTP API's id"
    EXPIRE = "the name of the function that runs each minute"
    UNSEALED = "the name of the queue of sessions that could not be sealed"
    UNHELD = "the name of the queue of evidence whose legal hold could not be put"
    UNDISPOSED = "the name of the queue of disposals that could not be done"
    UNMADE = "the name of the queue of copies that could not be made"
    UNATTESTED = "the name of the queue of copies that could not be given their credentials"
    UNPACKED = "the name of the queue of bundles that could not be packed"
    UNCHECKED = "the name of the queue of files that could not be checked"
    FAILED = "the name of the queue of events that no function could take"
    BALANCER = "the name under which the relays' load balancer counts"
    RELAYS = "the name under which it counts the relays"


class Silence(Enum):
    """What it means that there is no figure."""

    GOOD = auto()
    BAD = auto()
    AS_BEFORE = auto()
    """It changes nothing: the figure comes only now and then."""


OURS = "Sightline"
MAILS = "sightline-mails"
"""The configuration set under whose name SES counts our mails."""
WORKERS: Mapping[str, str | Where] = {"service": "media-worker"}
PRODUCT: Mapping[str, str | Where] = {"service": "sightline"}


def stopped(reason: str) -> Mapping[str, str | Where]:
    """Name callers who could not go on for a reason (`sightline.domain.invite.TroubleReason`)."""
    return {**PRODUCT, "reason": reason}


@dataclass(frozen=True)
class Reading:
    """A metric as it is read: one figure each so many minutes."""

    metric: str
    dimensions: Mapping[str, str | Where] = field(default_factory=dict)
    statistic: str = "Maximum"
    minutes: int = 1
    namespace: str = OURS


@dataclass(frozen=True)
class AlarmRow:
    """One alarm: it goes off when the reading has been at or over the threshold (or `below` it) so many `times`."""

    name: str
    says: str
    """One sentence for whoever is woken by it."""
    reading: Reading
    threshold: float = 1
    times: int = 1
    below: bool = False
    silence: Silence = Silence.GOOD


ALARMS = (
    AlarmRow(
        "no-worker-reports",
        "No media worker has written its figures for three minutes: no caller can be seen.",
        Reading("FreePlaces", WORKERS, "SampleCount"),
        times=3,
        below=True,
        silence=Silence.BAD,
    ),
    AlarmRow(
        "few-free-places",
        # Each worker writes ten figures in five minutes, so their sum is ten times the free places of all workers.
        "Fewer than five places are free in all: the next callers may be turned away.",
        Reading("FreePlaces", WORKERS, "Sum", 5),
        threshold=50,
        below=True,
    ),
    AlarmRow(
        "callers-turned-away",
        "A caller wanted to send a picture and no media worker had a place.",
        Reading("Stopped", stopped("no-free-worker"), "Sum", 5),
    ),
    AlarmRow(
        "connections-fail",
        "Several phones could not reach a media worker: their network or ours lets no UDP through.",
        Reading("Stopped", stopped("connection-failed"), "Sum", 15),
        threshold=3,
    ),
    AlarmRow(
        "slow-first-picture",
        "One caller in ten waits longer than fifteen seconds for the first picture after saying yes.",
        Reading("FirstFrameSeconds", PRODUCT, "p90", 15),
        threshold=15,
    ),
    AlarmRow(
        "texts-refused",
        "The text message provider refuses texts: links do not go out.",
        Reading("Stopped", stopped("text-refused"), "Sum", 15),
        threshold=3,
    ),
    AlarmRow(
        "texts-undelivered",
        "Texts are taken but do not arrive.",
        Reading("Stopped", stopped("text-undelivered"), "Sum", 15),
        threshold=5,
    ),
    AlarmRow(
        "mails-refused",
        "The mail provider refuses mails: nothing can be shared, and no code reaches a recipient.",
        Reading("Refused", {**PRODUCT, "code": "mail-refused"}, "Sum", 15),
        threshold=3,
    ),
    AlarmRow(
        "mails-bounce",
        "A mail came back: somebody with whom a recording is shared has no link, or no code.",
        Reading("Bounce", {"ses:configuration-set": MAILS}, "Sum", 15, "AWS/SES"),
    ),
    AlarmRow(
        "worker-unconnected",
        "A media worker has had no connection to signalling for three minutes: it is given no callers.",
        Reading("Unconnected", WORKERS),
        times=3,
    ),
    AlarmRow(
        "worker-late",
        "A media worker has more to do than its core can: pictures stutter.",
        Reading("LagSeconds", WORKERS),
        threshold=0.05,
        times=5,
    ),
    AlarmRow(
        "store-away",
        "The evidence bucket does not answer a media worker: what is recorded waits on its disk.",
        Reading("StoreAway", WORKERS),
        times=2,
    ),
    AlarmRow(
        "evidence-waits",
        "A quarter of a media worker's room for what is not stored yet is taken.",
        Reading("RoomTaken", WORKERS),
        threshold=25,
    ),
    AlarmRow(
        "disk-failing",
        "A media worker's disk takes nothing: what is not stored yet is in memory only.",
        Reading("DiskFailing", WORKERS),
    ),
    AlarmRow(
        "evidence-refused",
        "The bucket holds something else under a key that a worker wanted to write: a fragment is kept on disk.",
        Reading("RefusedObjects", WORKERS),
    ),
    AlarmRow(
        "discrepancy-found",
        "A seal names an object whose bytes are not those that were recorded.",
        Reading("Discrepancies", PRODUCT, "Sum", 5),
    ),
    AlarmRow(
        "ledger-fails",
        "Something done with evidence could not be written into its chain of custody, or not be signed there.",
        Reading("LedgerFailed", PRODUCT, "Sum", 5),
    ),
    AlarmRow(
        "timestamps-fail",
        "The authority for time-stamps has not stamped a daily root for three hours.",
        Reading("TimestampFailed", PRODUCT, "Sum", 60),
        times=3,
    ),
    AlarmRow(
        "seals-fail",
        "A session could not be sealed in five tries.",
        Reading("ApproximateNumberOfMessagesVisible", {"QueueName": Where.UNSEALED}, "Maximum", 5, "AWS/SQS"),
    ),
    AlarmRow(
        "holds-fail",
        "Evidence could not be put on legal hold in five tries.",
        Reading("ApproximateNumberOfMessagesVisible", {"QueueName": Where.UNHELD}, "Maximum", 5, "AWS/SQS"),
    ),
    AlarmRow(
        "disposals-fail",
        "What was let go could not be disposed of in five tries.",
        Reading("ApproximateNumberOfMessagesVisible", {"QueueName": Where.UNDISPOSED}, "Maximum", 5, "AWS/SQS"),
    ),
    AlarmRow(
        "copies-fail",
        "A clip, a snapshot or another copy could not be made in five tries.",
        Reading("ApproximateNumberOfMessagesVisible", {"QueueName": Where.UNMADE}, "Maximum", 5, "AWS/SQS"),
    ),
    AlarmRow(
        "credentials-fail",
        "A copy that was made could not be finished in five tries: nobody is shown it.",
        Reading("ApproximateNumberOfMessagesVisible", {"QueueName": Where.UNATTESTED}, "Maximum", 5, "AWS/SQS"),
    ),
    AlarmRow(
        "credentials-not-given",
        "Copies go out without C2PA credentials though a certificate is set: it has ended, or is not the key's.",
        Reading("CredentialsNotGiven", {}, "Sum", 60),
    ),
    AlarmRow(
        "bundles-fail",
        "A bundle could not be packed in five tries: what a court waits for does not come.",
        Reading("ApproximateNumberOfMessagesVisible", {"QueueName": Where.UNPACKED}, "Maximum", 5, "AWS/SQS"),
    ),
    AlarmRow(
        "uploads-fail",
        "A file that was brought in could not be checked in five tries: it is stored, and no material yet.",
        Reading("ApproximateNumberOfMessagesVisible", {"QueueName": Where.UNCHECKED}, "Maximum", 5, "AWS/SQS"),
    ),
    AlarmRow(
        "seals-late",
        "A session was sealed more than fifteen minutes after its end.",
        Reading("SealSeconds", PRODUCT, "Maximum", 5),
        threshold=900,
    ),
    AlarmRow(
        "events-lost",
        "An event could not be handled by its function and lies in the queue of failures.",
        Reading("ApproximateNumberOfMessagesVisible", {"QueueName": Where.FAILED}, "Maximum", 5, "AWS/SQS"),
    ),
    AlarmRow(
        "requests-fail",
        "Functions answer with our own error, for a reason that stands in their log.",
        Reading("Failed", PRODUCT, "Sum", 5),
        threshold=3,
    ),
    AlarmRow(
        "functions-crash",
        "Functions end without an answer: they crash or run out of time.",
        Reading("Errors", {}, "Sum", 5, "AWS/Lambda"),
        threshold=3,
    ),
    AlarmRow(
        "functions-throttled",
        "Lambda refuses to start functions: the account's or a function's concurrency is used up.",
        Reading("Throttles", {}, "Sum", 5, "AWS/Lambda"),
    ),
    AlarmRow(
        "api-fails",
        "The HTTP API answers 5xx.",
        Reading("5xx", {"ApiId": Where.HTTP_API}, "Sum", 5, "AWS/ApiGateway"),
        threshold=5,
    ),
    AlarmRow(
        "clock-stopped",
        "The function that runs each minute has not run for five: links do not expire, lost sessions do not end.",
        Reading("Invocations", {"FunctionName": Where.EXPIRE}, "Sum", 5, "AWS/Lambda"),
        below=True,
        silence=Silence.BAD,
    ),
)

TEXT_SPEND = {
    "end-user-messaging": ("AWS/SMSVoice", "TextMessageMonthlySpend"),
    "sns": ("AWS/SNS", "SMSMonthToDateSpentUSD"),
}
"""Where a provider writes what the month's texts have cost so far, in dollars; GOV.UK Notify writes it nowhere here."""
WARN_AT_PERCENT = (50, 80)


SYNTHETIC: Mapping[str, str | Where] = {"service": "synthetic-citizen"}


RELAY_ALARMS = (
    AlarmRow(
        "no-relay-answers",
        "No relay answers: whoever's network lets no UDP out can neither be seen nor see.",
        Reading(
            "HealthyHostCount",
            {"LoadBalancer": Where.BALANCER, "TargetGroup": Where.RELAYS},
            "Maximum",
            1,
            "AWS/NetworkELB",
        ),
        times=3,
        below=True,
        silence=Silence.BAD,
    ),
)
"""Of an environment that has relays."""


def synthetic_alarms(every_minutes: int | None) -> tuple[AlarmRow, ...]:
    """Call somebody when the synthetic citizen fails twice running, or is not heard of, where there is one."""
    if not every_minutes:
        return ()
    return (
        AlarmRow(
            "synthetic-citizen-fails",
            "The synthetic citizen has not come through a session twice running: perhaps no caller can be seen.",
            Reading("SyntheticCitizenSucceeded", SYNTHETIC, "Sum", every_minutes),
            times=2,
            below=True,
            silence=Silence.BAD,
        ),
    )


def text_spend_alarms(provider: str, dollars: int) -> tuple[AlarmRow, ...]:
    """Return the alarms on what texts cost: at its limit the provider stops sending them."""
    if provider not in TEXT_SPEND:
        return ()
    namespace, metric = TEXT_SPEND[provider]
    return tuple(
        AlarmRow(
            f"texts-cost-{percent}",
            f"The month's texts have cost {percent}% of what they may; at the provider's limit no link goes out.",
            Reading(metric, {}, "Maximum", 60, namespace),
            threshold=dollars * percent / 100,
            silence=Silence.AS_BEFORE,
        )
        for percent in WARN_AT_PERCENT
    )
