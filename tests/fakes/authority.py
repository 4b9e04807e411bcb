"""A time-stamp authority (RFC 3161) on this machine: OpenSSL's own, behind HTTP."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SETTINGS = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_cert = {folder}/authority.pem
signer_key = {folder}/authority.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""

EXTENSIONS = (
    "basicConstraints=critical,CA:FALSE",
    "keyUsage=critical,digitalSignature",
    "extendedKeyUsage=critical,timeStamping",
)


@dataclass
class TimeStampAuthority:
    """An authority that can be made to answer wrongly."""

    folder: Path
    url: str = ""
    answers_with: bytes | None = None
    """Instead of its own answer."""
    stamps: bytes | None = None
    """Instead of what it is asked to stamp."""

    def reply(self, question: bytes) -> bytes:
        """Answer a question as OpenSSL does."""
        if self.answers_with is not None:
            return self.answers_with
        asked = self.folder / "question.tsq"
        asked.write_bytes(question if self.stamps is None else _ask_instead(question, self.stamps))
        answer = self.folder / "answer.tsr"
        reply: list[str | Path] = ["ts", "-reply", "-queryfile", asked, "-out", answer]
        openssl(*reply, "-config", self.folder / "tsa.cnf", "-section", "here")
        return answer.read_bytes()

    def verify(self, body: Path, stamp: Path) -> str:
        """Return what `openssl ts -verify` says, as anybody would ask it."""
        return openssl("ts", "-verify", "-data", body, "-in", stamp, "-CAfile", self.folder / "root.pem")


def _ask_instead(question: bytes, body: bytes) -> bytes:
    """Return a question with another imprint: the one OCTET STRING of 32 bytes in it."""
    at = question.index(b"\x04\x20") + 2
    return question[:at] + sha256(body).digest() + question[at + 32 :]


def openssl(*words: str | Path) -> str:
    """Run OpenSSL; raise if it fails."""
    asked = ["openssl", *map(str, words)]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout  # noqa: S603 our own words


@contextmanager
def run_authority(folder: Path) -> Iterator[TimeStampAuthority]:
    """Run an authority on a port of 127.0.0.1 whose certificate is issued by a root: some take none that is its own."""
    begin = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    openssl(*begin, "-subj", "/CN=Root", "-keyout", folder / "root.key", "-out", folder / "root.pem")
    issued: list[str | Path] = ["-CA", folder / "root.pem", "-CAkey", folder / "root.key", "-subj", "/CN=Authority"]
    usage = [word for extension in EXTENSIONS for word in ("-addext", extension)]
    openssl(*begin, *issued, *usage, "-keyout", folder / "authority.key", "-out", folder / "authority.pem")
    (folder / "tsa.cnf").write_text(SETTINGS.format(folder=folder))
    (folder / "serial").write_text("01\n")
    authority = TimeStampAuthority(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(authority))
    authority.url = f"http://127.0.0.1:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield authority
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(authority: TimeStampAuthority) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers questions, and says nothing of it."""

        def do_POST(self) -> None:
            """Answer one question."""
            answer = authority.reply(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
