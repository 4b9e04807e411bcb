"""The laptop on its foundations: deploys, builds the players, serves, starts the workers, says when it is ready."""

import asyncio
import socket
import ssl
import sys
import time
from contextlib import AsyncExitStack

import aiohttp
from aiohttp import web

from infra.local.banner import banner
from infra.local.deployment import Deployment, deploy
from infra.local.foundations import Foundations
from infra.local.media_workers import MediaWorker, make_worker, task_environment
from infra.local.options import Options
from infra.local.players import Players, make_players
from infra.local.process.children import watch
from infra.local.ready import describe, write_ready_file

SHUTDOWN_SECONDS = 0.5


async def run_on(foundations: Foundations, options: Options, stack: AsyncExitStack, began: float) -> None:
    """Run until cancelled, or until a part dies that the rest cannot do without."""
    deployment = await deploy(foundations)
    players = await make_players(foundations, deployment, stack)
    await _serve_all(players, foundations, stack)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(watch(foundations.cloud.process, "moto"))
        tasks.create_task(watch(foundations.fork_server.process, "The fork server of the functions"))
        for endless in players.tasks():
            tasks.create_task(endless)
        workers = await _start_workers(options, foundations, deployment, tasks)
        _announce(options, foundations, players, workers, time.monotonic() - began)


async def _serve_all(players: Players, foundations: Foundations, stack: AsyncExitStack) -> None:
    """Listen at every port; at the end, cut the WebSockets before waiting for anything else."""
    sockets = foundations.sockets
    context = foundations.certificate.context if foundations.certificate else None
    await _serve(players.inner, sockets.inner, stack)
    await _serve(players.phone, sockets.phone, stack)
    await _serve(players.site, sockets.site, stack, context)
    stack.push_async_callback(players.websocket.connections.close_all)


async def _serve(
    app: web.Application, bound: socket.socket, stack: AsyncExitStack, context: ssl.SSLContext | None = None
) -> None:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.SockSite(runner, bound, ssl_context=context).start()


async def _start_workers(
    options: Options, foundations: Foundations, deployment: Deployment, tasks: asyncio.TaskGroup
) -> list[MediaWorker]:
    """Start the media workers and wait until each is connected, which half of the system must work for."""
    moto = deployment.addresses.moto
    environment = await asyncio.to_thread(task_environment, deployment.deployed, deployment.clients, moto)
    ca_file = str(foundations.certificate.ca_file) if foundations.certificate else None
    numbers = range(1, options.workers + 1)
    workers = [make_worker(number, environment, foundations.places, ca_file) for number in numbers]
    for worker in workers:
        tasks.create_task(worker.run())
    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(worker.connected(session) for worker in workers))
    return workers


def _announce(
    options: Options, foundations: Foundations, players: Players, workers: list[MediaWorker], seconds: float
) -> None:
    """Say that all of it answers: to people on the screen, to programs in the ready-file."""
    ca_file = foundations.certificate.ca_file if foundations.certificate else None
    deployment = players.deployment
    content = describe(deployment.deployed, deployment.addresses, players.stages, ca_file, foundations.places.logs)
    content["content_authority"] = deployment.content_authority
    content["workers"] = [worker.description() for worker in workers]
    if options.ready_file:
        write_ready_file(options.ready_file, content)
    if not options.quiet:
        sys.stdout.write(banner(content, options, seconds, deployment.passed_over))
        sys.stdout.flush()
