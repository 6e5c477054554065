"""An authority that stamps the time, made of OpenSSL, with a root of its own; on this machine, for tests."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

_CONFIG = """\
[stamps]
serial = ./serial
signer_cert = ./signer.pem
signer_key = ./signer.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
[signer]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
"""
_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
NAME = "Stempler til test"

Answer = Callable[["Authority", bytes], tuple[int, bytes]]


def openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


class Authority:
    """Answers over HTTP. ``answer`` can be another way to answer; ``asked`` is what was sent."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="portal-stamps-"))
        self.answer: Answer = Authority.stamp
        self.asked: list[bytes] = []
        (self.folder / "stamps.cnf").write_text(_CONFIG)
        (self.folder / "serial").write_text("01")
        self.new_root()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/stempel"

    @property
    def root(self) -> Path:
        """The file with the certificate of the first root."""
        return self.folder / "root.pem"

    def new_root(self, name: str = "root", days: str = "30") -> None:
        """Sign from now on with a certificate of a root in ``name``.pem."""
        openssl(
            self.folder, "req", "-x509", *_KEY, "-keyout", f"{name}.key", "-out", f"{name}.pem", "-days",
            "3650", "-subj", f"/CN=Rod {name}",
        )  # fmt: skip
        openssl(
            self.folder, "req", "-new", *_KEY, "-keyout", "signer.key", "-out", "signer.csr",
            "-subj", f"/CN={NAME}",
        )  # fmt: skip
        openssl(
            self.folder, "x509", "-req", "-in", "signer.csr", "-CA", f"{name}.pem", "-CAkey", f"{name}.key",
            "-set_serial", "7", "-days", days, "-extfile", "stamps.cnf", "-extensions", "signer",
            "-out", "signer.pem",
        )  # fmt: skip

    def stamp(self, query: bytes) -> tuple[int, bytes]:
        """The honest answer to a query."""
        (self.folder / "query").write_bytes(query)
        arguments = ("-config", "stamps.cnf", "-section", "stamps", "-queryfile", "query", "-out", "answer")
        openssl(self.folder, "ts", "-reply", *arguments)
        return 200, (self.folder / "answer").read_bytes()

    def stamp_for_another(self, _: bytes) -> tuple[int, bytes]:
        """A good stamp, for something else."""
        (self.folder / "else").write_text("noget andet")
        openssl(self.folder, "ts", "-query", "-data", "else", "-sha256", "-cert", "-out", "other")
        return self.stamp((self.folder / "other").read_bytes())

    def stamp_given_before(self, query: bytes) -> tuple[int, bytes]:
        """The stamp that answered the first query ever, again."""
        del query
        return self.stamp(self.asked[0])

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        shutil.rmtree(self.folder)


def _handler(authority: Authority) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            authority.asked.append(query)
            status, body = authority.answer(authority, query)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    return Handler


@cache
def honest_authority() -> Authority:
    """One for all tests of a process that only want a good stamp."""
    return Authority()
