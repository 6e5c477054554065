"""What is written down of an exception: kinds and places in the code, never a message.

A message may hold what a visitor asked, or who somebody is: a database's, say, names the row it refused.
"""

from __future__ import annotations

import traceback


def places(error: BaseException) -> str:
    """A traceback without messages, the first exception first."""
    cause = error.__cause__ or error.__context__
    before = places(cause) if cause else ""
    return f"{before}{''.join(traceback.format_tb(error.__traceback__))}{type(error).__qualname__}\n"
