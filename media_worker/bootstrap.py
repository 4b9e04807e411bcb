"""Puts the worker's parts together, runs them, and takes them apart in the right order."""

import asyncio
import gc
import logging
import secrets
import signal
import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web
from aioice.ice import get_host_addresses
from pydantic import BaseModel

from media_worker.certificate import Certificate
from media_worker.health import Health, make_app
from media_worker.intake import Intake
from media_worker.measures import keep_measuring
from media_worker.network import Network
from media_worker.protection import EcsAgent, Protection
from media_worker.public_address import find_task_addresses
from media_worker.recording import clock_from
from media_worker.signalling import Address, SignallingClient
from media_worker.spool import Spool
from media_worker.station import Station
from media_worker.uploads import Uploads
from media_worker.worker import Worker
from sightline.adapters import aws
from sightline.adapters.fragment_store import S3FragmentStore, s3_for_fragments
from sightline.adapters.network_interfaces import Ec2Interfaces
from sightline.config import WorkerSettings, required
from sightline.domain.errors import ConfigurationError
from sightline.messages.signalling import Stored

FLUSH_SECONDS = 45.0
"""With the time to drain, less than the two minutes that a container is given to stop."""
_COLLECT_AFTER = (50_000, 10, 10)  # new objects, then rounds of younger generations

_log = logging.getLogger(__name__)


async def serve(settings: WorkerSettings) -> None:
    """Run until the process is told to stop; then record no more, store what is left, and return."""
    stop = _listen_for_stop()
    address, trust = _read_address(settings), _read_trust(settings)
    uploads = _make_uploads(settings)

    def say(message: BaseModel) -> None:
        client.say(message)

    uploads.on_stored = lambda session_id: say(Stored(session_id=session_id))
    network = await _read_network(settings)
    worker = Worker(make_station(settings, network, uploads, say), settings.places, say)
    client = SignallingClient(address, trust, worker.obey, worker.announce)

    def read_health() -> Health:
        return _read_health(client, worker, uploads)

    runner = await _serve_health(settings, read_health)
    _collect_garbage_seldom()
    works = [stop.wait(), worker.run(), client.run(), uploads.drain(), keep_measuring(read_health)]
    if settings.agent_url:
        works.append(Protection(EcsAgent(settings.agent_url), lambda: worker.is_busy).run())
    tasks = [asyncio.create_task(work) for work in works]
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    await _stop(worker, client, uploads, settings.drain_seconds)
    for task in tasks:
        task.cancel()
    await runner.cleanup()
    uploads.close()
    for task in done:
        task.result()


def make_station(
    settings: WorkerSettings, network: Network, uploads: Uploads, say: Callable[[BaseModel], None]
) -> Station:
    """Make what all legs share."""
    return Station(
        certificate=Certificate.generateCertificate(),
        network=network,
        intake=Intake(),
        uploads=uploads,
        report=say,
        to_instant=clock_from(datetime.now(UTC), asyncio.get_running_loop().time()),
        leg_bits_per_second=settings.leg_bits_per_second,
        interrupted_seconds=settings.interrupted_seconds,
    )


def _collect_garbage_seldom() -> None:
    """Leave packets alone: they form no cycles, and a collection walks all of them while every stream waits."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECT_AFTER)


def _listen_for_stop() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def _make_uploads(settings: WorkerSettings) -> Uploads:
    store = S3FragmentStore(s3_for_fragments(), required(settings, "evidence_bucket"))
    return Uploads(store, Spool(Path(settings.spool_directory)), settings.spool_bytes)


def _read_address(settings: WorkerSettings) -> Address:
    return Address(
        api_url=required(settings, "api_url"),
        ws_url=required(settings, "ws_url"),
        key=required(settings, "key"),
        worker_id=settings.id or f"worker-{secrets.token_hex(4)}",
    )


def _read_trust(settings: WorkerSettings) -> ssl.SSLContext | None:
    return ssl.create_default_context(cafile=settings.ca_file) if settings.ca_file else None


async def _read_network(settings: WorkerSettings) -> Network:
    ports = _read_ports(settings.udp_ports)
    if settings.metadata_url is None or settings.public_address or settings.allow_private_candidates:
        return Network(settings.allow_private_candidates, settings.public_address, ports=ports)
    local = get_host_addresses(use_ipv4=True, use_ipv6=True)
    found = await find_task_addresses(settings.metadata_url, local, Ec2Interfaces(aws.ec2()))
    return Network(public_address=found.public_address, own=found.own, ports=ports)


def _read_ports(text: str | None) -> range | None:
    if not text:
        return None
    first, _, last = text.partition("-")
    if not (first.isdigit() and last.isdigit() and int(first) <= int(last)):
        message = "The setting SIGHTLINE_WORKER_UDP_PORTS is not of the form 40000-40999."
        raise ConfigurationError(message)
    return range(int(first), int(last) + 1)


def _read_health(client: SignallingClient, worker: Worker, uploads: Uploads) -> Health:
    state = worker.announce()
    return Health(
        connected=client.is_connected,
        places=state.places,
        free_places=state.free_places,
        sessions=worker.sessions,
        draining=state.draining,
        spooled=uploads.spooled,
        waiting_bytes=uploads.backlog.bytes,
        room_bytes=uploads.backlog.bytes_at_most,
        live_paused=uploads.backlog.is_pressing,
        store_away=uploads.is_store_away,
        disk_failing=uploads.is_disk_failing,
        stored=uploads.stored,
        refused=uploads.refused,
        lag_seconds=round(worker.lateness.worst, 3),
        lag_p99_seconds=round(worker.lateness.p99, 3),
    )


async def _serve_health(settings: WorkerSettings, read: Callable[[], Health]) -> web.AppRunner:
    runner = web.AppRunner(make_app(read), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, settings.health_host, settings.health_port).start()
    return runner


async def _stop(worker: Worker, client: SignallingClient, uploads: Uploads, drain_seconds: float) -> None:
    """Let sessions move or end, finish recordings, say so, and store what waits, within the time there is to stop."""
    _log.info("Draining")
    try:
        async with asyncio.timeout(drain_seconds + FLUSH_SECONDS):
            await worker.drain(drain_seconds)
            await client.flush()
            await uploads.flush()
    except TimeoutError:
        _log.warning("%d objects stay on disk; %d bytes are not stored", uploads.spooled, uploads.backlog.bytes)
