"""An authority outside that stamps the time (RFC 3161): asking it, and checking what it answers.

It gets a hash and nothing else. The packages of the extra ``[stamp]`` are imported when an authority is
asked, so that a portal without stamps runs without them.
"""

from __future__ import annotations

import http.client
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LARGEST_ANSWER = 100_000
"""Bytes; answers have a few thousand."""
_SECONDS = 15.0
_TYPE = "application/timestamp-query"


class NotStamped(Exception):
    """There is no stamp. ``words`` say in Danish why; ``silent``: the authority cannot be used at all now."""

    def __init__(self, words: str, *, silent: bool = False):
        super().__init__(words)
        self.words = words
        self.silent = silent


@dataclass(frozen=True)
class Stamp:
    """The instant that the authority names, who signed it, and the whole answer."""

    stamped: datetime
    authority: str
    answer: bytes


class TimeAuthority:
    """The authority at ``url``; its stamps are trusted by the certificates in the file ``roots`` (PEM)."""

    def __init__(self, url: str, roots: Path):
        self._url = url
        self._roots = roots

    def stamp(self, said: bytes) -> Stamp:
        """A stamp for ``said``, checked: it is for just this, asked for just now, by somebody trusted.

        Raises NotStamped.
        """
        if not can_stamp():
            raise NotStamped("Pakken til tidsstempler er ikke installeret.", silent=True)
        from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

        asked = TimestampRequestBuilder().data(said).hash_algorithm(HashAlgorithm.SHA256).build()
        return self._checked(asked, _sent(self._url, asked.as_bytes()), said)

    def _checked(self, asked: Any, answer: bytes, said: bytes) -> Stamp:
        from cryptography import x509
        from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

        try:
            read = decode_timestamp_response(answer)
        except ValueError as error:
            raise NotStamped("Svaret er ikke et tidsstempel.") from error
        if read.status != 0:
            raise NotStamped("Tidsstemplet blev nægtet.")
        try:
            verifier = VerifierBuilder.from_request(asked)
            for root in x509.load_pem_x509_certificates(self._roots.read_bytes()):
                verifier = verifier.add_root_certificate(root)
            verifier.build().verify_message(read, said)
            return Stamp(read.tst_info.gen_time.astimezone(UTC), _signer(read), answer)
        except OSError as error:
            raise NotStamped("Filen med rodcertifikater kan ikke læses.", silent=True) from error
        except (VerificationError, ValueError) as error:
            raise NotStamped("Tidsstemplet er ikke ægte, eller det er for noget andet.") from error


def can_stamp() -> bool:
    """Whether the packages of the extra are there."""
    return find_spec("rfc3161_client") is not None


def stamped_hash(answer: bytes) -> tuple[bytes, datetime]:
    """What a kept answer is a stamp for, as SHA-256, and the instant it names. Raises ValueError."""
    from rfc3161_client import decode_timestamp_response

    read = decode_timestamp_response(answer)
    return read.tst_info.message_imprint.message, read.tst_info.gen_time.astimezone(UTC)


def _signer(read: Any) -> str:
    """The common name of whoever signed; "" where the certificate names none."""
    from cryptography import x509

    (signer,) = read.signed_data.signer_infos
    for each in map(x509.load_der_x509_certificate, read.signed_data.certificates):
        if (each.issuer, each.serial_number) == (signer.issuer, signer.serial_number):
            names = each.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
            return str(names[0].value)[:200] if names else ""
    return ""


def _sent(url: str, body: bytes) -> bytes:
    """What the authority answers. Follows nobody elsewhere. Raises NotStamped."""
    whole, until = urlsplit(url), time.monotonic() + _SECONDS
    kind = http.client.HTTPSConnection if whole.scheme == "https" else http.client.HTTPConnection
    connection = kind(whole.hostname or "", whole.port, timeout=_SECONDS)
    path = (whole.path or "/") + (f"?{whole.query}" if whole.query else "")
    try:
        connection.request("POST", path, body, {"Content-Type": _TYPE})
        response = connection.getresponse()
        if response.status != 200:
            raise NotStamped(f"Tidsstemplerens server svarede {response.status}.", silent=True)
        return _read(response, until)
    except (OSError, http.client.HTTPException) as error:
        raise NotStamped("Tidsstemplerens server svarer ikke.", silent=True) from error
    finally:
        connection.close()


def _read(response: http.client.HTTPResponse, until: float) -> bytes:
    """The whole answer, where it comes in time and is no larger than an answer is."""
    read = b""
    while piece := response.read1(LARGEST_ANSWER):
        read += piece
        if len(read) > LARGEST_ANSWER:
            raise NotStamped("Svaret er for stort til at være et tidsstempel.")
        if time.monotonic() > until:
            raise NotStamped("Tidsstemplerens server svarer for langsomt.", silent=True)
    return read
