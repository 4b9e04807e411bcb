"""The items of the bill: what each buys, as quantities of priced units in a month."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from infra.cost.demand import HOURS_A_MONTH, Demand
from infra.cost.traffic import GIGABYTE, Standing, Traffic

Quantities = Mapping[str, float]
"""By the name of the price."""

MINUTES_A_MONTH = HOURS_A_MONTH * 60


@dataclass(frozen=True)
class Model:
    """A demand, what each session of it asks for, and what runs besides."""

    demand: Demand
    traffic: Traffic = field(default_factory=Traffic)
    standing: Standing = field(default_factory=Standing)

    @property
    def workers(self) -> int:
        """Media workers that run."""
        return self.standing.workers(self.demand.peak, self.demand.viewers)

    @property
    def recorded_bytes(self) -> float:
        """Bytes recorded in the month, what phones send later included."""
        live = self.traffic.kept_bytes(self.demand.megabits)
        return self.demand.stream_minutes * (live + self.demand.originals * self.traffic.original_bytes)

    @property
    def invocations(self) -> float:
        """Calls of functions, those that nobody asked for included."""
        demand, traffic = self.demand, self.traffic
        of_sessions = demand.sessions * traffic.fixed_functions + demand.stream_minutes * self._functions_a_minute
        return (
            of_sessions + self._pings + (traffic.schedules + self.workers * traffic.worker_messages) * MINUTES_A_MONTH
        )

    @property
    def http_requests(self) -> float:
        """Requests to the HTTP API."""
        return self.demand.sessions * self.traffic.fixed_http + self._position_posts

    @property
    def changes_told(self) -> float:
        """Messages that tell an officer's page of a change."""
        return self.demand.sessions * self.traffic.fixed_changes * self.demand.officers_online

    @property
    def _position_posts(self) -> float:
        return self.demand.stream_minutes * self.traffic.position_posts

    @property
    def _functions_a_minute(self) -> float:
        """Each post of positions asks the authorizer too; the phone pings."""
        return 2 * self.traffic.position_posts + self.traffic.pings

    @property
    def _pings(self) -> float:
        return self.demand.officers_online * self.traffic.pings * MINUTES_A_MONTH


def list_items(model: Model) -> dict[str, Quantities]:
    """Return all items of a month, by name."""
    return {
        "media workers": media_workers(model),
        "relays": relays(model),
        "synthetic citizen": synthetic_citizen(model),
        "live video to officers": live_video(model),
        "evidence kept": evidence_kept(model),
        "evidence written and sealed": evidence_written(model),
        "replay": replay(model),
        "functions and HTTP": functions(model),
        "WebSockets": websockets(model),
        "tables and queues": tables(model),
        "texts": {"text": model.demand.invites * model.demand.text_parts},
        "site and firewall": site(model),
        "officers' sign-in": {"sign-in": model.demand.officers},
        "keys and secrets": keys(model),
        "logs, metrics, alarms": watching(model),
    }


def media_workers(model: Model) -> Quantities:
    """Workers run all month: whether they could be fewer at night is left out."""
    hours = model.workers * HOURS_A_MONTH
    return {
        "fargate-vcpu": hours * model.standing.worker_vcpus,
        "fargate-memory": hours * model.standing.worker_memory_gigabytes,
        "public-ipv4": hours,
    }


def relays(model: Model) -> Quantities:
    """Relays and their load balancers run all month; a unit of those passes a gigabyte on."""
    demand, traffic, standing = model.demand, model.traffic, model.standing
    a_minute = traffic.sent_bytes(demand.megabits) * (1 + demand.viewers)
    hours, balanced = standing.relays * HOURS_A_MONTH, standing.balancers * HOURS_A_MONTH
    return {
        "fargate-vcpu": hours * standing.relay_vcpus,
        "fargate-memory": hours * standing.relay_memory_gigabytes,
        "public-ipv4": hours + standing.balancer_addresses * balanced,
        "load-balancer": balanced,
        "load-balancer-unit": demand.stream_minutes * demand.relayed * a_minute / GIGABYTE,
    }


def synthetic_citizen(model: Model) -> Quantities:
    """A task by the clock, all month; what its short sessions of a grey picture ask of the rest is left out."""
    standing = model.standing
    hours = MINUTES_A_MONTH / standing.synthetic_every_minutes * standing.synthetic_run_minutes / 60
    return {
        "fargate-vcpu": hours * standing.synthetic_vcpus,
        "fargate-memory": hours * standing.synthetic_memory_gigabytes,
        "public-ipv4": hours,
    }


def live_video(model: Model) -> Quantities:
    """What workers send out; what comes in is free."""
    sent = model.traffic.sent_bytes(model.demand.megabits)
    return {"data-out": model.demand.stream_minutes * model.demand.viewers * sent / GIGABYTE}


def evidence_kept(model: Model) -> Quantities:
    """Ordinary storage at first, then the archive that is read without waiting, as the bucket's rules stand."""
    demand, days = model.demand, model.standing.archived_after_days
    gigabytes = model.recorded_bytes / GIGABYTE
    share_moved = 1.0 if demand.retention_days > days else demand.evidential
    return {
        "s3-standard": gigabytes * demand.months_at_hand(days),
        "s3-archive": gigabytes * demand.months_archived(days),
        "s3-archive-move": demand.stream_minutes * model.traffic.fragments * share_moved,
    }


def evidence_written(model: Model) -> Quantities:
    """One object a fragment, read once by its head for the seal; bucket keys spare 99 of 100 calls of KMS."""
    demand, traffic = model.demand, model.traffic
    pieces = demand.stream_minutes * (traffic.fragments + demand.originals * traffic.original_pieces)
    objects = pieces + demand.sessions * traffic.objects
    return {
        "s3-put": objects + demand.sessions * (traffic.objects + traffic.checkpoints),
        "s3-get": objects,
        "kms-request": objects / 100,
        "kms-signature": demand.sessions * (2 + 2 * demand.originals + traffic.checkpoints),
    }


def replay(model: Model) -> Quantities:
    """Fragments straight from the bucket to an officer's page."""
    demand, traffic = model.demand, model.traffic
    minutes = demand.stream_minutes * demand.replays
    return {
        "s3-get": minutes * traffic.fragments,
        "data-out": minutes * traffic.kept_bytes(demand.megabits) / GIGABYTE,
    }


def functions(model: Model) -> Quantities:
    """Requests by HTTP, and every call of a function."""
    traffic = model.traffic
    seconds = model.invocations * traffic.function_seconds
    return {
        "http-request": model.http_requests,
        "lambda-request": model.invocations,
        "lambda-memory": seconds * traffic.function_memory_gigabytes,
    }


def websockets(model: Model) -> Quantities:
    """Messages both ways and the minutes of every connection; none is longer than 32 KB."""
    demand, traffic = model.demand, model.traffic
    own = demand.sessions * (traffic.fixed_messages_in + traffic.fixed_messages_out)
    positions = demand.stream_minutes * traffic.position_posts * demand.viewers
    pings = 2 * (demand.officers_online * MINUTES_A_MONTH + demand.stream_minutes) * traffic.pings
    workers = 1.5 * model.workers * traffic.worker_messages * MINUTES_A_MONTH
    connected = (demand.officers_online + model.workers) * MINUTES_A_MONTH + demand.stream_minutes
    return {"websocket-message": own + model.changes_told + positions + pings + workers, "websocket-minute": connected}


def tables(model: Model) -> Quantities:
    """Reads are consistent; a list of officers' pages is read 16 to a unit."""
    demand, traffic = model.demand, model.traffic
    lists = demand.sessions * traffic.fixed_changes * demand.officers_online / 16
    reads = (
        demand.sessions * traffic.fixed_reads + demand.stream_minutes * traffic.position_posts * traffic.position_reads
    )
    standing_reads = (model.workers * traffic.worker_reads + 2 * traffic.schedules) * MINUTES_A_MONTH
    indexed = demand.sessions * traffic.indexed_writes + demand.stream_minutes * traffic.presence_writes
    single = (
        demand.sessions * (traffic.fixed_writes - traffic.indexed_writes) + demand.stream_minutes * traffic.positions
    )
    standing_writes = model.workers * traffic.worker_writes * MINUTES_A_MONTH
    return {
        "table-read": lists + reads + standing_reads,
        "table-write": indexed * traffic.index_units + single + standing_writes,
        "table-storage": model.standing.table_gigabytes,
        "table-recovery": model.standing.table_gigabytes,
        "queue-request": traffic.queue_polls * MINUTES_A_MONTH + 3 * demand.sessions,
    }


def site(model: Model) -> Quantities:
    """Pages, and every call of the APIs, which come through CloudFront and its firewall."""
    demand, traffic = model.demand, model.traffic
    pages = demand.invites * traffic.page_requests + demand.officers * traffic.viewer_requests
    loaded = demand.invites * traffic.page_bytes + demand.officers * traffic.viewer_bytes
    requests = pages + model.http_requests
    return {
        "cdn-request": requests,
        "cdn-out": (loaded + model.changes_told * traffic.change_bytes) / GIGABYTE,
        "firewall": 1,
        "firewall-rule": model.standing.firewall_rules,
        "firewall-request": requests,
    }


def keys(model: Model) -> Quantities:
    """Customer-managed keys with their rotations, and the workers' secret."""
    return {"kms-key": model.standing.keys * model.standing.key_versions, "secret": model.standing.secrets}


def watching(model: Model) -> Quantities:
    """Logs of every call, metrics, alarms, the dashboard."""
    gigabytes = model.invocations * model.traffic.log_bytes / GIGABYTE
    return {
        "logs-written": gigabytes,
        "logs-kept": gigabytes * model.standing.log_months,
        "metric": model.standing.metrics,
        "alarm": model.standing.alarms,
        "dashboard": model.standing.dashboards,
    }
