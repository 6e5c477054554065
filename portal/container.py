"""The one place that knows every service: of a process (``Portal``) and of a request (``Services``).

Web, worker and command line take their services from here. How each is made stands at the foot of its module.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from portal.clock import Clock
from portal.db import Database
from portal.private_files import make_private_folder
from portal.security.flood import FloodGate
from portal.services.asking.calculating import create_calculating
from portal.services.asking.cells import create_finding_cells
from portal.services.asking.comparing import create_comparing
from portal.services.asking.counting_deadlines import create_counting_deadlines
from portal.services.asking.covering import create_covering
from portal.services.citing.applicable_text import create_finding_applicable_text
from portal.services.citing.receipts import create_receipts
from portal.services.context import Context, Process, Provided
from portal.services.deciding.deciding import create_deciding
from portal.services.deciding.history import create_history
from portal.services.deciding.politics import create_politics
from portal.services.drafting.checking import create_checking
from portal.services.drafting.converting import create_converting
from portal.services.drafting.drafting import create_drafting
from portal.services.drafting.loading import LoadedFile, Loading
from portal.services.drafting.reviewing import create_reviewing
from portal.services.hearings.hearings import create_hearings
from portal.services.importing.confirming import create_confirming
from portal.services.importing.importing import create_importing
from portal.services.moving.backing_up import create_backing_up
from portal.services.moving.exporting import create_exporting
from portal.services.operating.measuring import create_measuring
from portal.services.operating.readiness import create_readiness
from portal.services.people.mailed_links import create_mailed_links
from portal.services.people.managing_people import create_managing_people
from portal.services.people.own_account import create_own_account
from portal.services.people.sessions import create_sessions
from portal.services.people.signing_in import create_signing_in
from portal.services.post.mailing import create_mailing
from portal.services.post.notifying import create_notifying
from portal.services.post.reminding import create_reminding
from portal.services.published.document_cache import create_document_cache, create_texts
from portal.services.published.law_watch import create_law_watch
from portal.services.published.news import create_news
from portal.services.published.reading import create_reading
from portal.services.published.word_files import create_word_files
from portal.services.record.printing import create_pdf_maker, create_printing
from portal.services.record.proving import create_proving
from portal.services.record.redacting import create_redacting
from portal.services.record.seal_list import create_seal_list
from portal.services.record.stamping import create_stamping
from portal.services.record.verifying import create_verifying
from portal.services.search.asked_words import create_spool
from portal.services.search.editing_words import create_wording
from portal.services.search.indexing import create_indexing
from portal.services.search.searching import create_searching
from portal.services.search.word_book import create_word_book
from portal.services.sent_forms import create_sent_forms
from portal.settings import Settings


class Portal(Process):
    """What a process has one of; shared by all threads."""

    def __init__(self, settings: Settings, clock: Clock, database: Database):
        make_private_folder(settings.data)
        super().__init__(settings, clock, database)
        self.flood_gate = FloodGate()
        # Made now, before there are threads that could each make one.
        for create in (create_document_cache, create_word_book, create_spool):
            self.get(create)
        for limited in (create_converting, create_pdf_maker):
            self.get(limited)

    converting = Provided(create_converting)
    """Makes Markdown of what editors bring from Word and the web, each in a process of its own."""
    indexing = Provided(create_indexing)
    """Keeps the search index equal to the database, or builds it anew."""
    notifying = Provided(create_notifying)
    """Writes a mail to each person whom something that happened to a standard concerns."""
    reminding = Provided(create_reminding)
    """Writes a mail to those who must soon review or confirm a text, close a hearing or decide."""
    mailing = Provided(create_mailing)
    """Hands the mails that wait to the mail server, each once."""
    stamping = Provided(create_stamping)
    """Asks an authority outside to stamp when a version's row of the log was there."""
    verifying = Provided(create_verifying)
    """Checks the log's chain, the texts and everything derived from them; changes nothing."""
    readiness = Provided(create_readiness)
    """Looks at what the portal leans on: database, index, outbox, disk."""
    measuring = Provided(create_measuring)
    """Says in figures how far behind outbox and index are."""
    backing_up = Provided(create_backing_up)
    """Writes everything that is the record to one file, while the portal runs."""
    exporting = Provided(create_exporting)
    """Writes the texts as a folder that can be loaded again, and every level table as data."""

    def loading(self, tell: Callable[[LoadedFile], None]) -> Loading:
        """Loads a folder of standards into the database; ``tell`` hears of each file as it is read."""
        return Loading(self.database, self.clock, tell)

    def warm(self) -> None:
        """Do before the first request what it would wait for. What is in memory then stays there: the
        collector need not look through it again."""
        self.index.warm()
        gc.collect()
        gc.freeze()


class Services(Context):
    """What a request can have done: each service on the request's session, at the request's time."""

    reading = Provided(create_reading)
    """Reads what is published: municipalities, standards, their versions, and where each stands on a day."""
    texts = Provided(create_texts)
    """Reads, compares and checks texts, published or not, each once for the process."""
    word_files = Provided(create_word_files)
    """Writes a version as a Word file."""
    law_watch = Provided(create_law_watch)
    """Finds standards that rest on a provision which was replaced, or will be soon."""
    calculating = Provided(create_calculating)
    """Answers from a level table: which level an amount or an age falls in, and what is usual at a level."""
    cells = Provided(create_finding_cells)
    """Finds one row of a level table by the id that it keeps from version to version, on a day."""
    comparing = Provided(create_comparing)
    """Sets the level tables for a benefit of several municipalities, or of two versions, side by side."""
    covering = Provided(create_covering)
    """Says what the portal lacks: municipalities, topics, tables, acts whose changes are not followed."""
    counting_deadlines = Provided(create_counting_deadlines)
    """Works out a standard's deadlines as dates from the day something happened."""
    applicable_texts = Provided(create_finding_applicable_text)
    """Finds the text that was in force, as known then, on the day a decision was made."""
    receipts = Provided(create_receipts)
    """Writes a calculator's answer as an address, and reads the address again years later."""
    searching = Provided(create_searching)
    """Searches the sections of what is published, proposes words, and notes what was asked for."""
    wording = Provided(create_wording)
    """Lets editors change the synonyms and the answers that search goes by, and shows what a change does."""
    proving = Provided(create_proving)
    """Makes the file with which anyone can check that a version is unchanged since it was adopted."""
    seal_list = Provided(create_seal_list)
    """Lists where a standard's versions stand in the chain of the log, and their stamps from outside."""
    printing = Provided(create_printing)
    """Makes PDF files, where the packages and libraries for it are there."""
    news = Provided(create_news)
    """Lists versions published and standards repealed, newest first, for feeds."""
    signing_in = Provided(create_signing_in)
    """Signs people in and out, and makes their one-time links."""
    mailed_links = Provided(create_mailed_links)
    """Mails one-time links, to people let in and to those who have forgotten a password."""
    sessions = Provided(create_sessions)
    """Says whose a session is, and notes that it is used."""
    own_account = Provided(create_own_account)
    """Changes somebody's own password, and shows and ends their own sessions."""
    sent_forms = Provided(create_sent_forms)
    """Knows which forms were sent before, so that a second click makes nothing twice."""
    managing_people = Provided(create_managing_people)
    """Adds people to a municipality and gives and takes their roles."""
    drafting = Provided(create_drafting)
    """Begins drafts of standards, saves what is written in them, and finds those somebody may read."""
    importing = Provided(create_importing)
    """Makes drafts of a file, and tells where in it everything stood."""
    confirming = Provided(create_confirming)
    """Keeps that somebody held a table of a draft against the file it was read out of."""
    checking = Provided(create_checking)
    """Checks a draft by the lint's rules, against the version it would replace."""
    reviewing = Provided(create_reviewing)
    """Writes a draft's changes as a Word file, and puts in what is taken of one that came back."""
    deciding = Provided(create_deciding)
    """Changes the state of a draft or a standard: sends on, adopts, corrects, repeals, confirms."""
    redacting = Provided(create_redacting)
    """Masks personal data published by mistake, when one has proposed it and another agreed."""
    history = Provided(create_history)
    """Tells how a version came to be: its steps, resolutions, hearings and stances."""
    politics = Provided(create_politics)
    """Keeps what politicians say of a draft, and the figures of what it costs."""
    hearings = Provided(create_hearings(create_deciding))
    """Opens hearings of drafts, takes the public's responses, and lets them be published and answered."""
