"""People, and the mail that they get."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from office import Office
from post.taken_mail import TakenMail


@pytest.fixture
def mail(each_office: Office) -> Iterator[TakenMail]:
    """The mail of ``each_office``."""
    taken = TakenMail(each_office)
    yield taken
    taken.close()
