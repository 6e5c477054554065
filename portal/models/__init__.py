"""Every model, imported in one place so that the mapper and Alembic know them all."""

from portal.models.base import Base
from portal.models.drafts import Draft, DraftDecision, DraftWriter
from portal.models.hearings import Hearing, HearingResponse
from portal.models.imports import FoundThingRow, ImportedDraftRow, ImportedFileRow
from portal.models.people import FailedSignIn, OneTimeLink, Person, RoleRow, SignIn
from portal.models.politics import EstimateRow, Stance
from portal.models.records import LogRow, OutboxRow, Reminder, TimeStampRow
from portal.models.redactions import Redaction, RedactionProposal, RowRedaction
from portal.models.sent_forms import SentForm
from portal.models.standards import (
    ConfirmationRow,
    Decision,
    LawReferenceRow,
    LevelTableRow,
    Municipality,
    Outline,
    RepealRow,
    SectionRow,
    Standard,
    Version,
)
from portal.models.words import AskedRow, WordEntry

__all__ = [
    "AskedRow",
    "Base",
    "ConfirmationRow",
    "Decision",
    "Draft",
    "DraftDecision",
    "DraftWriter",
    "EstimateRow",
    "FailedSignIn",
    "FoundThingRow",
    "Hearing",
    "HearingResponse",
    "ImportedDraftRow",
    "ImportedFileRow",
    "LawReferenceRow",
    "LevelTableRow",
    "LogRow",
    "Municipality",
    "OneTimeLink",
    "OutboxRow",
    "Outline",
    "Person",
    "Redaction",
    "RedactionProposal",
    "Reminder",
    "RepealRow",
    "RoleRow",
    "RowRedaction",
    "SectionRow",
    "SentForm",
    "SignIn",
    "Stance",
    "Standard",
    "TimeStampRow",
    "Version",
    "WordEntry",
]
