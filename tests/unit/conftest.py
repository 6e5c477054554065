"""Property tests are never timed: a slow machine is no failure."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("portal", deadline=None)
settings.load_profile("portal")
