"""A draft out to Word and in again: what a new text changes, and what somebody changed and said in it."""

from __future__ import annotations

from collections.abc import Collection

from portal.documents.changes.redline import redline_words
from portal.documents.document import DocumentError
from portal.documents.editing.written_blocks import WrittenBlock, written_blocks
from portal.security.roles import Identity
from portal.services.context import Context
from portal.services.drafting.checking import Checking, create_checking
from portal.services.drafting.drafting import Drafting, create_drafting
from portal.services.drafting.drafts import DraftRecord
from portal.services.errors import BadInput, Conflict, Parameter, Refused
from portal.word.applying import CannotApply, apply_changes
from portal.word.names import WordOrigin, words_hash
from portal.word.placing import PlacedReview, place
from portal.word.reviewed import ReviewedFile
from portal.word.writing import RedlinedText, write_word

_UNREADABLE = "Kladden har fejl, der skal rettes først. Se dem på kladdens side."


class Reviewing:
    """Writes a draft's changes as a Word file, and puts in those of a file that came back."""

    def __init__(self, checking: Checking, drafting: Drafting):
        self._checking = checking
        self._drafting = drafting

    def file(self, draft: DraftRecord) -> bytes:
        """The .docx: what the draft changes in the text that it would replace, as tracked changes.

        Raises Refused for a draft that cannot be read.
        """
        blocks = self._blocks(draft)
        try:
            new = self._checking.read(draft)
        except DocumentError:
            raise Refused("unreadable-draft", _UNREADABLE) from None
        replaced = self._checking.replaced(draft, new)
        old = replaced.document if replaced else new
        moment = (draft.updated or draft.recorded).replace(microsecond=0)
        owner = draft.municipality.name
        origin = WordOrigin("/".join(draft.slugs), words_hash(blocks), owner, moment)
        against = f" mod version {replaced.version.n}" if replaced else ""
        text = RedlinedText(
            redline_words(old.front.title, new.front.title), self._checking.texts.redline(old, new)
        )
        return write_word(text, new.front.title, f"{owner} · {new.front.title} · kladde{against}", origin)

    def placed(self, draft: DraftRecord, reviewed: ReviewedFile) -> PlacedReview:
        """A file that came back, laid over the draft. Raises BadInput for one of another standard."""
        own = "/".join(draft.slugs)
        if reviewed.standard and reviewed.standard != own:
            raise BadInput(
                Parameter.FILE,
                "",
                f"Filen hører til en anden standard ({reviewed.standard}). Vælg den fil, du hentede her.",
            )
        if not reviewed.standard:
            raise BadInput(
                Parameter.FILE,
                "",
                "Filen er ikke hentet fra portalen. Hent kladden som Word, og ret i den fil. "
                "Anden tekst kommer ind under »Indsæt fra Word«.",
            )
        return place(reviewed, self._blocks(draft))

    def take(
        self, draft: DraftRecord, placed: PlacedReview, taken: Collection[int], revision: int, by: Identity
    ) -> int:
        """Put the changes with these numbers into the draft and nothing else; the new revision.

        ``placed`` lies over this draft. Raises BadInput where the changes cannot be put in as they stand,
        Conflict where somebody saved in between.
        """
        if draft.revision != revision:
            raise Conflict("saved-in-between", "En anden har gemt, mens du valgte.")
        chosen = placed.fitting & frozenset(taken)
        if not chosen:
            raise BadInput(Parameter.CHANGES, "", "Vælg mindst én ændring.")
        try:
            text = apply_changes(_text_of(draft), placed, chosen)
        except CannotApply as error:
            raise BadInput(Parameter.CHANGES, "", str(error)) from None
        return self._drafting.save(draft.id, revision, text, by)

    def _blocks(self, draft: DraftRecord) -> tuple[WrittenBlock, ...]:
        try:
            return written_blocks(_text_of(draft))
        except DocumentError:
            raise Refused("unreadable-draft", _UNREADABLE) from None


def _text_of(draft: DraftRecord) -> str:
    return draft.text.replace("\r\n", "\n").replace("\r", "\n")


def create_reviewing(context: Context) -> Reviewing:
    """Reviewing for a request."""
    return Reviewing(context.get(create_checking), context.get(create_drafting))
