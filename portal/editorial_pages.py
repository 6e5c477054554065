"""The ends of the addresses of a standard's pages at the desk, of which the address book makes addresses."""

from __future__ import annotations

from enum import StrEnum


class EditorialPage(StrEnum):
    """The pages and forms of one standard at the desk, by the end of their addresses."""

    START = "begynd"
    CONFIRM = "bekraeft"
    REPEAL = "ophaev"
    REDACTION = "maskering"
    TEXT = "tekst"
    READ = "laes"
    STEP = "trin"
    ANSWER = "svar"
    LOOK_THROUGH = "set-igennem"
    LEVELS = "niveauer"
    DEADLINES = "frister"
    PASTE = "indsaet"
    WORD = "word"
    WORD_FILE = "udkast.docx"
    HEARING = "hoering"
    HEARING_ENTER = "hoering/svar"
    DECISION = "beslutning"
    DECISION_RECORD = "beslutning/organ"
    DECISION_STANCE = "beslutning/tilkendegivelse"
    DECISION_ESTIMATE = "beslutning/skoen"
    CORRECTION = "rettelse"
