"""What a process has one of (``Portal``) and what a request gets (``Services``)."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from sqlalchemy.orm import Session

from portal.clock import Clock, day_of
from portal.db import Database
from portal.services.calculating import Calculating
from portal.services.news import News
from portal.services.proving import Proving
from portal.services.reading import Reading
from portal.services.searching import Searching
from portal.services.texts import Texts
from portal.settings import Settings
from search_index import open_index


class Portal:
    """Settings, clock, database and what is kept in memory; shared by all threads."""

    def __init__(self, settings: Settings, clock: Clock, database: Database):
        self.settings = settings
        self.clock = clock
        self.database = database
        self.texts = Texts()
        self.index = open_index(settings.index_folder)


class Services:
    """The verbs, for one request: one session, and one reading of the clock."""

    def __init__(self, portal: Portal, session: Session, now: datetime):
        self._portal = portal
        self._session = session
        self.now = now
        self.today = day_of(now)

    @cached_property
    def reading(self) -> Reading:
        """What is published."""
        return Reading(self._session, self._portal.texts, self.today)

    @cached_property
    def calculating(self) -> Calculating:
        """What the tables answer."""
        return Calculating(self._session, self.reading)

    @cached_property
    def searching(self) -> Searching:
        """What can be found."""
        return Searching(self._portal.index, self.reading)

    @cached_property
    def proving(self) -> Proving:
        """The proof of a version."""
        return Proving(self._session)

    @cached_property
    def news(self) -> News:
        """What is new."""
        return News(self.reading)
