"""Property tests are never timed: a slow machine is no failure. CI asks the same examples every time."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("portal", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("portal")
