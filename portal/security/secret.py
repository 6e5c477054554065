"""The portal's own key. It never leaves the machine; without it attempts are
counted anew, and every browser is one that no account was signed in to from."""

from __future__ import annotations

import hashlib
import hmac
import os
from contextlib import suppress
from pathlib import Path
from secrets import token_bytes, token_hex

from portal.private_files import new_private_file


def read_secret(file: Path) -> bytes:
    """The key in ``file``; made when first asked for, readable by its owner alone."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        mine = file.with_name(f"{file.name}.{token_hex(8)}")
        with new_private_file(mine) as out:
            out.write(token_bytes(32))
        with suppress(FileExistsError):  # another process was faster: its key counts
            os.link(mine, file)
        mine.unlink()
    return file.read_bytes()


def keyed_hash(key: bytes, *words: str) -> str:
    """The words as a hash that nobody without ``key`` can make or guess from; 64 hexadecimal digits.

    Among the words stands what it is of, so that none made for one purpose counts for another.
    """
    return hmac.new(key, ":".join(words).encode(), hashlib.sha256).hexdigest()
