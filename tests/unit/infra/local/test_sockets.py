"""Ports are taken before anything starts, and a taken one is a clear message."""

from contextlib import closing

import pytest

from infra.local.options import Options, read_options
from infra.local.sockets import PortTakenError, bind_sockets, port_of


def test_port_zero_means_any_three_ports() -> None:
    """Programs get free ports, all different."""
    sockets = bind_sockets(Options(port=0))
    with closing(sockets.site), closing(sockets.phone), closing(sockets.inner):
        assert len({port_of(sockets.site), port_of(sockets.phone), port_of(sockets.inner)}) == 3
        assert sockets.phone.getsockname()[0] == "127.0.0.1"


def test_a_taken_port_is_refused_by_name() -> None:
    """The message says which port, and what to do."""
    sockets = bind_sockets(Options(port=0))
    with closing(sockets.site), closing(sockets.phone), closing(sockets.inner):
        taken = port_of(sockets.site)
        sockets.site.listen()
        with pytest.raises(PortTakenError, match=f"Port {taken}.*--port"):
            bind_sockets(Options(port=taken))


def test_the_command_line_is_read() -> None:
    """People get a port they can remember, programs the one that they ask for."""
    assert read_options([]) == Options(port=8080)
    asked = read_options(["--port", "0", "--host", "0.0.0.0", "--https", "--workers", "2"])
    assert asked == Options(port=0, host="0.0.0.0", https=True, workers=2)
