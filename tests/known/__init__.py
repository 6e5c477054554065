"""Every address there is, and what each says where a part of it is wrong."""

from __future__ import annotations

from collections.abc import Mapping

from known.address import Known
from known.editorial import EDITORIAL
from known.public import PUBLIC

PAGES: Mapping[str, Known] = {**PUBLIC, **EDITORIAL}
"""By the name of the route; those of the API are in ``known.api``."""
