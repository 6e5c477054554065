"""What a process has one of (``Portal``) and what a request gets (``Services``)."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property

from sqlalchemy.orm import Session

from portal.clock import Clock, day_of
from portal.db import Database
from portal.documents.validity.law_table import LawChange
from portal.private_files import make_private_folder
from portal.security.flood import FloodGate
from portal.security.secret import read_secret
from portal.services.asking.calculating import Calculating
from portal.services.asking.comparing import Comparing
from portal.services.asking.counting_deadlines import CountingDeadlines
from portal.services.citing.applicable_text import FindingApplicableText
from portal.services.citing.receipts import Receipts
from portal.services.deciding.deciding import Deciding
from portal.services.deciding.history import History
from portal.services.deciding.politics import Politics
from portal.services.drafting.checking import Checking
from portal.services.drafting.drafting import Drafting
from portal.services.hearings.hearings import Hearings
from portal.services.memory import NO_MEMORY, Memory, StampedMemory
from portal.services.people.managing_people import ManagingPeople
from portal.services.people.signing_in import SigningIn
from portal.services.published.document_cache import DocumentCache
from portal.services.published.law_watch import LawWatch
from portal.services.published.news import News
from portal.services.published.reading import Reading
from portal.services.record.proving import Proving
from portal.services.record.redacting import Redacting
from portal.services.search.asked_words import Spool
from portal.services.search.editing_words import Wording
from portal.services.search.searching import Searching
from portal.services.search.word_book import WordBook
from portal.services.sent_forms import SentForms
from portal.settings import Settings
from search_index import open_index


class Portal:
    """Settings, clock, database and what is kept in memory; shared by all threads."""

    def __init__(
        self, settings: Settings, clock: Clock, database: Database, law_changes: Sequence[LawChange] = ()
    ):
        make_private_folder(settings.data)
        self.settings = settings
        self.clock = clock
        self.database = database
        self.law_changes = tuple(law_changes)
        self.texts = DocumentCache()
        self.memory = Memory()
        self.index = open_index(settings.index_folder)
        self.book = WordBook()
        self.spool = Spool(settings.asked_file)
        self.flood_gate = FloodGate()

    def warm(self) -> None:
        """Do before the first request what it would wait for. What is in memory then stays there: the
        collector need not look through it again."""
        self.index.warm()
        gc.collect()
        gc.freeze()

    @cached_property
    def secret(self) -> bytes:
        """The key that hashes are made with."""
        return read_secret(self.settings.secret_file)


class Services:
    """The verbs, for one request: one session, and one reading of the clock.

    ``memory`` is what is remembered of the database as it is; none for a request that writes.
    """

    def __init__(self, portal: Portal, session: Session, now: datetime, memory: StampedMemory = NO_MEMORY):
        self._memory = memory
        self._portal = portal
        self._session = session
        self.now = now
        self.today = day_of(now)

    @cached_property
    def reading(self) -> Reading:
        """What is published."""
        return Reading(self._session, self._portal.texts, self.today, self._portal.law_changes, self._memory)

    @cached_property
    def law_watch(self) -> LawWatch:
        """Whose law was replaced."""
        return LawWatch(self.reading, self._portal.law_changes)

    @cached_property
    def calculating(self) -> Calculating:
        """What the tables answer."""
        return Calculating(self._session, self.reading)

    @cached_property
    def comparing(self) -> Comparing:
        """Their tables side by side."""
        return Comparing(self._session, self.reading)

    @cached_property
    def counting_deadlines(self) -> CountingDeadlines:
        """Their deadlines as dates."""
        return CountingDeadlines(self.reading)

    @cached_property
    def applicable_texts(self) -> FindingApplicableText:
        """The text that a decision was made by."""
        return FindingApplicableText(self.reading)

    @cached_property
    def receipts(self) -> Receipts:
        """What they answered, kept in an address."""
        return Receipts(self._session, self.reading, self.calculating)

    @cached_property
    def searching(self) -> Searching:
        """What can be found."""
        return Searching(
            self._session,
            self.reading,
            self.calculating,
            index=self._portal.index,
            book=self._portal.book,
            spool=self._portal.spool,
        )

    @cached_property
    def wording(self) -> Wording:
        """The words that search goes by."""
        return Wording(self._session, self._portal.index, self.today, self.now)

    @cached_property
    def proving(self) -> Proving:
        """The proof of a version."""
        return Proving(self._session)

    @cached_property
    def news(self) -> News:
        """What is new."""
        return News(self.reading)

    @cached_property
    def signing_in(self) -> SigningIn:
        """Who somebody is."""
        lasts = timedelta(hours=self._portal.settings.session_hours)
        return SigningIn(self._session, self.now, self._portal.secret, lasts, self._portal.database.reading)

    @cached_property
    def sent_forms(self) -> SentForms:
        """Which forms were sent before."""
        return SentForms(self._session, self.now)

    @cached_property
    def managing_people(self) -> ManagingPeople:
        """Who may be what."""
        return ManagingPeople(self._session, self.now, self.signing_in)

    @cached_property
    def drafting(self) -> Drafting:
        """Texts being written."""
        return Drafting(self._session, self.reading, self.now)

    @cached_property
    def checking(self) -> Checking:
        """What lint says of them."""
        return Checking(self._session, self.reading)

    @cached_property
    def deciding(self) -> Deciding:
        """The one door that changes a state."""
        return Deciding(self._session, self.reading, self.checking, self.now)

    @cached_property
    def redacting(self) -> Redacting:
        """Masking what should never have been published."""
        return Redacting(self._session, self.now, self._portal.spool)

    @cached_property
    def history(self) -> History:
        """How a version came to be."""
        return History(self._session)

    @cached_property
    def politics(self) -> Politics:
        """What politicians are shown and say."""
        return Politics(self._session, self.now)

    @cached_property
    def hearings(self) -> Hearings:
        """Drafts that the public can read and answer."""
        return Hearings(self._session, self.deciding, self.now, self.today)
