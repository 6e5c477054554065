"""Every model, imported in one place so that the mapper and Alembic know them all."""

from portal.models.base import Base
from portal.models.drafts import Draft, DraftDecision, DraftWriter
from portal.models.hearings import Hearing, HearingResponse
from portal.models.people import FailedSignIn, OneTimeLink, Person, RoleRow, SignIn
from portal.models.politics import EstimateRow, Stance
from portal.models.records import LogRow, OutboxRow, Reminder
from portal.models.redactions import Redaction, RedactionProposal
from portal.models.standards import (
    Confirmation,
    Decision,
    LawReferenceRow,
    LevelRow,
    Municipality,
    Outline,
    Repeal,
    SectionRow,
    Standard,
    Version,
)
from portal.models.words import AskedRow, WordEntry

__all__ = [
    "AskedRow",
    "Base",
    "Confirmation",
    "Decision",
    "Draft",
    "DraftDecision",
    "DraftWriter",
    "EstimateRow",
    "FailedSignIn",
    "Hearing",
    "HearingResponse",
    "LawReferenceRow",
    "LevelRow",
    "LogRow",
    "Municipality",
    "OneTimeLink",
    "OutboxRow",
    "Outline",
    "Person",
    "Redaction",
    "RedactionProposal",
    "Reminder",
    "Repeal",
    "RoleRow",
    "SectionRow",
    "SignIn",
    "Stance",
    "Standard",
    "Version",
    "WordEntry",
]
