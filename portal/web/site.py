"""The address that the portal is known by."""

from __future__ import annotations

from dataclasses import dataclass

from portal.settings import Settings


@dataclass(frozen=True, slots=True)
class Site:
    """Where the portal stands. ``base`` is what every whole address begins with, up to the path's slash."""

    base: str

    def address(self, path: str) -> str:
        """A path as a whole address."""
        return self.base + path


def site_of(settings: Settings, host_url: str) -> Site:
    """The public address of the settings where there is one, else the host that was asked."""
    return Site(settings.base(host_url))
