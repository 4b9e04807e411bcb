"""What one session asks of the system, as it is.

Counted on the laptop on 2026-11-21: one session of 95 s with video, sound and position and one officer who watches,
every call of a function, table, bucket and WebSocket logged. Where the figure follows from a constant in the code, the
test beside this module compares the two.
"""

import math
from dataclasses import dataclass

GIGABYTE = 1e9


@dataclass(frozen=True)
class Traffic:
    """Calls by cause. `fixed` is once a session, from the invite to the seal; what officers see of it comes besides."""

    fixed_http: int = 9
    """HTTP requests: invite, look-up, accept, tickets, trail, detail, end, recording."""
    fixed_functions: int = 38
    """Invocations, authorizers included."""
    fixed_messages_in: int = 25
    """WebSocket messages of the phone, one officer and the worker."""
    fixed_messages_out: int = 26
    """To the phone, one officer and the worker."""
    fixed_changes: int = 21
    """Changes of invite or session: each is told to every officer's page, and the list of those pages read for it."""
    fixed_reads: int = 192
    fixed_writes: int = 43
    """Writes of tables, 17 of them of invites and sessions."""
    indexed_writes: int = 17
    index_units: int = 6
    """Write units of a session or invite: 1.3 KB, in the table and two indexes."""

    position_posts: float = 20
    """A minute: the page sends what it has every three seconds."""
    positions: float = 60
    """A minute: one fix a second at most."""
    position_reads: int = 5
    presence_writes: float = 2
    """A minute: `last_seen_at` is noted each 30 s."""
    pings: float = 0.5
    """A minute and connection."""
    fragments: float = 30
    """A minute: an object each two seconds; sound and picture of a session are one recording."""
    objects: int = 6
    """A session: init segments, closing word, manifest, seal, a still or two."""
    object_bytes: float = 300e3

    worker_messages: float = 12
    """A minute and worker: announces itself and pings, each every ten seconds."""
    worker_reads: float = 12
    worker_writes: float = 6
    schedules: int = 3
    """Functions that run every minute, with two reads each."""
    checkpoints: int = 6
    """A session: minutes in which its chain of custody gets entries, each signed and put once; replays included."""
    queue_polls: float = 15
    """A minute: Lambda asks an idle queue by five pollers that wait 20 s each."""

    sound_bits: float = 32e3
    packet_bits: float = 312 * 50 * 8
    """A second: 312 packets, each with 50 bytes of IP, UDP, RTP and SRTP, which go out but are not kept."""
    original_bits: float = 6e6
    """A second of a phone's own recording."""
    original_pieces: float = 15
    """A minute: the phone's recorder cuts every four seconds."""

    change_bytes: float = 820
    log_bytes: float = 900
    """An invocation: ours, Lambda's own lines, the access log's share."""
    function_seconds: float = 0.2
    """An assumption: on the laptop calls wait for moto."""
    function_memory_gigabytes: float = 0.5
    page_bytes: float = 60e3
    """What a phone loads behind the link."""
    page_requests: int = 8
    viewer_bytes: float = 20e6
    """An officer and month: what browsers have kept is asked for again, and is mostly unchanged."""
    viewer_requests: int = 400

    def kept_bytes(self, megabits: float) -> float:
        """Bytes a minute that are kept of a picture of so many Mbit/s, with its sound."""
        return (megabits * 1e6 + self.sound_bits) * 60 / 8

    def sent_bytes(self, megabits: float) -> float:
        """Bytes a minute that go out to each viewer."""
        return self.kept_bytes(megabits) + self.packet_bits * 60 / 8

    @property
    def original_bytes(self) -> float:
        """Bytes a minute of a phone's own recording."""
        return self.original_bits * 60 / 8


@dataclass(frozen=True)
class Standing:
    """What runs whether anybody calls or not, as the stacks make it."""

    worker_vcpus: float = 1.0
    worker_memory_gigabytes: float = 2.0
    worker_places: int = 20
    fewest_workers: int = 2
    core_share: float = 0.0263
    """Of a core that recording one stream takes, as the bench measured it (media_worker/README.md)."""
    core_share_a_viewer: float = 0.0109
    core_planned: float = 0.5
    """Of a worker's core: above it, a stall starts a storm of requests for key frames."""
    relays: int = 2
    balancers: int = 2
    """Before the relays: one for UDP and TCP, one for TLS."""
    balancer_addresses: int = 2
    """Of each: one in each data centre."""
    relay_vcpus: float = 0.5
    relay_memory_gigabytes: float = 1.0
    synthetic_every_minutes: int = 15
    synthetic_run_minutes: float = 2.5
    """At most: the run's own 90 s, and a minute in which the image is fetched, which Fargate counts."""
    synthetic_vcpus: float = 0.5
    synthetic_memory_gigabytes: float = 1.0
    keys: int = 9
    key_versions: int = 3
    """Each key and its first two yearly rotations; later ones cost nothing more."""
    secrets: int = 3
    firewall_rules: int = 6
    metrics: int = 120
    """A rough count: our own, and what Container Insights makes of a small cluster."""
    alarms: int = 35
    dashboards: int = 1
    table_gigabytes: float = 10
    archived_after_days: int = 90
    """The bucket moves to Glacier Instant Retrieval what is older."""
    log_months: float = 12

    def workers(self, peak: int, viewers: float) -> int:
        """Count the workers that run: enough for the peak, and one more, so that any of them may be lost."""
        by_core = self.core_planned / (self.core_share + viewers * self.core_share_a_viewer)
        return max(self.fewest_workers, math.ceil(peak / min(by_core, self.worker_places)) + 1)
