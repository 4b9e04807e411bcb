"""The relay as it is deployed: what goes through it, and what it refuses."""

import asyncio
import json
import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest
import trustme
from aioice.stun import TransactionFailed
from aiortc import RTCConfiguration, RTCIceServer, RTCIceTransportPolicy

from sightline.domain.relay import RelayCredential
from tests.faults.browser_peers import ChromiumTab, connect, open_chromium, until_shown
from tests.integration.media_worker.film import EncodedTrack, film_h264
from tests.integration.media_worker.parties import Stage, eventually, open_stage, send_stream, watch_stream
from tests.integration.turn.relay import Relay, end_tls

PICTURES = 30
USER_QUOTA = 24
PAIR = """async () => {
  const reports = await globalThis.peer.getStats();
  const transport = [...reports.values()].find((one) => one.type === "transport");
  const pair = reports.get(transport.selectedCandidatePairId);
  const local = reports.get(pair.localCandidateId);
  return JSON.stringify([local.candidateType, local.relayProtocol]);
}"""


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Run a worker."""
    async with open_stage(tmp_path / "spool") as stage:
        yield stage


def _by_relay(url: str, credential: RelayCredential) -> RTCConfiguration:
    server = RTCIceServer(urls=url, username=credential.username, credential=credential.password)
    return RTCConfiguration([server], iceTransportPolicy=RTCIceTransportPolicy.RELAY)


async def _check_both_ways(stage: Stage, configuration: RTCConfiguration) -> None:
    """Send through the relay, watch through the relay, and see that it is stored."""
    film = EncodedTrack("video", film_h264(2))
    citizen = await send_stream(stage, "up", film, configuration=configuration)
    await eventually(lambda: "first-frame" in stage.leg_states("up"))
    officer = await watch_stream(stage, "down", configuration=configuration)
    await eventually(lambda: officer.pictures >= PICTURES)
    await eventually(lambda: any(key.endswith(".m4s") for key in stage.store.objects))
    await citizen.close()
    await officer.peer.close()


@pytest.mark.parametrize("transport", ["udp", "tcp"])
async def test_pictures_go_through_it_both_ways(relay: Relay, stage: Stage, transport: str) -> None:
    """A citizen and an officer who reach nothing but the relay send, are recorded, and see."""
    await _check_both_ways(stage, _by_relay(relay.url(transport), relay.credential()))


async def test_pictures_go_through_tls(relay: Relay, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A load balancer ends TLS and passes TCP on, as it is played here, to the port that takes plain TCP as well."""
    authority, trust = trustme.CA(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(relay.address).configure_cert(trust)
    with authority.cert_pem.tempfile() as trusted:
        monkeypatch.setenv("SSL_CERT_FILE", trusted)
        async with end_tls(relay, trust) as port:
            url = f"turns:{relay.address}:{port}?transport=tcp"
            await _check_both_ways(stage, _by_relay(url, relay.credential()))


def _configuration(relay: Relay) -> dict[str, object]:
    credential = relay.credential()
    server = {"urls": [relay.url("tcp")], "username": credential.username, "credential": credential.password}
    return {"iceServers": [server], "iceTransportPolicy": "relay"}


BROWSERS_SECONDS = 60.0
"""A browser that starts beside other tests on two cores has taken more than 20 s to its first picture."""


async def _pair(tab: ChromiumTab) -> list[str]:
    """Tell by which kind of candidate, and by which transport, a tab speaks to the worker."""
    pair: list[str] = json.loads(await tab.run(PAIR))
    return pair


async def test_chromium_goes_through_it_by_tcp_alone(relay: Relay, stage: Stage) -> None:
    """With `iceTransportPolicy: "relay"` a browser sends, another one watches, and what was sent is stored."""
    async with AsyncExitStack() as browsers:
        citizen = await browsers.enter_async_context(open_chromium())
        await connect(citizen, stage, "up", configuration=_configuration(relay))
        await eventually(lambda: "first-frame" in stage.leg_states("up"), BROWSERS_SECONDS)
        officer = await browsers.enter_async_context(open_chromium())
        await connect(officer, stage, "down", configuration=_configuration(relay))
        await until_shown(officer, PICTURES)
        await eventually(lambda: any(key.endswith(".m4s") for key in stage.store.objects))
        assert await _pair(citizen) == await _pair(officer) == ["relay", "tcp"]


@pytest.mark.parametrize(
    "peer",
    ["10.0.0.2", "100.64.0.1", "127.0.0.1", "169.254.169.254", "169.254.170.2", "172.16.0.1", "192.168.0.1", "0.0.0.0"],
)
async def test_it_leads_into_no_network_of_ours(relay: Relay, peer: str) -> None:
    """Private and link-local addresses, those of metadata and credentials among them, are refused as peers (403)."""
    client = await relay.allocate(relay.credential())
    with pytest.raises(TransactionFailed) as refused:
        await client.channel_bind(0x4000, (peer, 80))
    assert refused.value.response.error_code == 403
    await client.delete()


REFUSED: dict[str, Callable[[Relay], RelayCredential]] = {
    "expired": lambda relay: relay.credential(life=timedelta(seconds=-1)),
    "another secret": lambda relay: relay.credential(secret="a guess"),  # noqa: S106 made up
    "no credential of ours": lambda _: RelayCredential("somebody", "something"),
}


@pytest.mark.parametrize("who", REFUSED)
async def test_it_knows_who_may_use_it(relay: Relay, who: str) -> None:
    """Without a valid credential nothing is allocated (401)."""
    with pytest.raises(TransactionFailed) as refused:
        await relay.allocate(REFUSED[who](relay))
    assert refused.value.response.error_code == 401


async def test_who_comes_first_comes_in(relay: Relay) -> None:
    """A relay that has just begun lets in all who ask it at the same moment: its threads share one store of users."""
    clients = await asyncio.gather(*(relay.allocate(relay.credential(f"holder-{one}")) for one in range(20)))
    assert len({client.relayed_address for client in clients}) == 20


async def test_what_runs_outlives_its_credential(relay: Relay) -> None:
    """A call is not cut when its credential expires: what was allocated goes on being used and refreshed."""
    credential = relay.credential(life=timedelta(seconds=1))
    client = await relay.allocate(credential)
    await eventually(lambda: time.time() > int(credential.username.partition(":")[0]) + 1)
    await client.channel_bind(0x4000, (relay.address, 40_000))
    await client.delete()


async def test_one_holder_uses_no_more_than_a_share(relay: Relay) -> None:
    """However many credentials a holder draws, the next address is refused (486); others get theirs."""
    for drawn in range(USER_QUOTA):
        await relay.allocate(relay.credential(life=timedelta(minutes=1 + drawn)))
    with pytest.raises(TransactionFailed) as refused:
        await relay.allocate(relay.credential())
    assert refused.value.response.error_code == 486
    assert (await relay.allocate(relay.credential("officer"))).relayed_address


async def test_its_log_tells_on_nobody(relay: Relay) -> None:
    """Neither the secret, nor a password, nor where a client is."""
    credential = relay.credential()
    client = await relay.allocate(credential)
    port = client.transport.get_extra_info("sockname")[1]
    await client.delete()
    with pytest.raises(TransactionFailed):
        await relay.allocate(relay.credential(life=timedelta(seconds=-1)))
    await eventually(lambda: "Cannot find credentials" in relay.log.read_text())
    log = relay.log.read_text()
    assert not [word for word in ("shared with", credential.password, f":{port}") if word in log]
