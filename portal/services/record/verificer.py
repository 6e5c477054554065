"""Check the proof of one version. Needs nothing but Python 3.8 or newer and the files beside it.

Run it with: python3 verificer.py
Where the proof has a time stamp, its signature is checked by OpenSSL: python3 verificer.py ROOT.pem, with
the root certificate of the authority in a file.
It says what it checked and ends with 0 where all agrees, with 1 where something does not.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Iterator  # noqa: UP035 - runs on Python 3.8 too

SEALED = (
    "decision.recorded",
    "decision.masked",
    "confirmation.recorded",
    "repeal.recorded",
    "repeal.masked",
)
TEXT = ("version.loaded", "version.adopted", "version.redacted")
NAMES = {"decision": "Beslutningen", "confirmation": "Bekræftelsen", "repeal": "Ophævelsen"}


def sha256(data: bytes) -> str:
    """The checksum of ``data`` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def canonical(value: Any) -> bytes:
    """The bytes that are hashed: JSON, keys sorted, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def chain_problems(chain: dict[str, Any]) -> Iterator[str]:
    """The first link of the chain that does not hold."""
    previous = chain["rows"][0]["previous"] if chain["rows"] else ""
    for row in chain["rows"]:
        said = row["said"]
        content = said if isinstance(said, str) else sha256(canonical(said))
        expected = sha256(f"{row['previous']}{content}".encode())
        if row["previous"] != previous or row["hash"] != expected:
            yield f"Kæden er brudt ved række {row['row']} i loggen."
            return
        previous = row["hash"]


def text_problems(text: bytes, chain: dict[str, Any]) -> Iterator[str]:
    """Whether the text is the one that the log names last."""
    named = [row for row in chain["rows"] if isinstance(row["said"], dict) and row["said"]["action"] in TEXT]
    if not named:
        yield "Loggen nævner ikke teksten."
    elif named[-1]["said"]["detail"].get("sha256") != sha256(text):
        subject = named[-1]["said"]["subject"]
        yield f"Teksten i tekst.md er ændret: {subject} er ikke som i loggens række {named[-1]['row']}."


def kind(action: str) -> str:
    """What a row is about: "decision" of "decision.recorded"."""
    return action.partition(".")[0]


def record_problems(records: list[dict[str, Any]], chain: dict[str, Any]) -> Iterator[str]:
    """Whether every decision and confirmation is in the log, and none is left out."""
    logged = {
        (kind(row["said"]["action"]), row["said"]["detail"].get("sha256")): row["row"]
        for row in chain["rows"]
        if isinstance(row["said"], dict) and row["said"]["action"] in SEALED
    }
    for number, record in enumerate(records, 1):
        found = logged.pop((kind(record["action"]), sha256(canonical(record["said"]))), None)
        if found is None or record["action"] not in SEALED:
            what = NAMES.get(kind(record["action"]), record["action"])
            yield f"{what} er ikke som i loggen: nummer {number} i beslutninger.json."
    for (what, _), number in logged.items():
        yield f"{NAMES[what]} i loggens række {number} er ikke i beslutninger.json, som den var."


SHA256_IMPRINT = bytes.fromhex("300d060960864801650304020105000420")
"""What comes before the hash that an RFC 3161 stamp is for, where that is SHA-256."""


def stamp_problems(folder: Path, chain: dict[str, Any]) -> Iterator[str]:
    """Whether the stamp, where there is one, is for the row of the log that names the text."""
    stamp = folder / "stempel.tsr"
    if not stamp.exists():
        return
    sealed = (folder / "segl.txt").read_bytes()
    named = [row for row in chain["rows"] if isinstance(row["said"], dict) and row["said"]["action"] in TEXT]
    if not named or named[-1]["hash"].encode() != sealed:
        yield "Tidsstemplet hører ikke til den række i loggen, der nævner teksten."
    if SHA256_IMPRINT + hashlib.sha256(sealed).digest() not in stamp.read_bytes():
        yield "Tidsstemplet i stempel.tsr er ikke for det, der står i segl.txt."


def signature_words(folder: Path, roots: list[str]) -> str:
    """What OpenSSL says of the stamp's signature, "" where it is good. Raises OSError without OpenSSL."""
    command = ["openssl", "ts", "-verify", "-in", "stempel.tsr", "-data", "segl.txt", "-CAfile", *roots]
    run = subprocess.run(command, cwd=str(folder), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = run.stdout.decode("utf-8", "replace").strip()
    return "" if run.returncode == 0 else f"Tidsstemplets underskrift er ikke god: {said}"


def problems(folder: Path) -> list[str]:
    """Everything in ``folder`` that does not agree, in Danish."""
    chain = json.loads((folder / "kaede.json").read_bytes())
    records = json.loads((folder / "beslutninger.json").read_bytes())
    text = (folder / "tekst.md").read_bytes()
    return [
        *chain_problems(chain),
        *text_problems(text, chain),
        *record_problems(records, chain),
        *stamp_problems(folder, chain),
    ]


def main() -> int:
    """Check the files beside this one and say what was found."""
    folder = Path(__file__).resolve().parent
    roots = [str(Path(name).resolve()) for name in sys.argv[1:2]]
    stamped = (folder / "stempel.tsr").exists()
    try:
        found = problems(folder)
        if stamped and roots:
            found += filter(None, [signature_words(folder, roots)])
    except (OSError, ValueError, KeyError, TypeError) as error:
        found = [f"Beviset kan ikke læses: {error}"]
    for problem in found:
        print(problem)
    if not found:
        print(f"Alt stemmer. Tekstens kontrolsum er {sha256((folder / 'tekst.md').read_bytes())}.")
        if stamped and roots:
            print("Tidsstemplets underskrift er god.")
        elif stamped:
            print("Tidsstemplets underskrift er ikke tjekket. Kør: python3 verificer.py rod.pem")
    return 1 if found else 0


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main())
