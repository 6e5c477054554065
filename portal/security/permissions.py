"""What can be permitted. A view without one of these is refused to everybody (deny by default)."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """Each value is a sentence's verb: who may do this is in ``portal.security.rules``."""

    READ_PUBLISHED = "read published"
    SIGN_IN = "sign in"
    USE_EDITORIAL_PAGES = "use the editorial pages"
    READ_MUNICIPALITY = "read a municipality's editorial pages"
    START_DRAFT = "start a draft"
    READ_DRAFT = "read a draft"
    READ_SOURCE = "read the file a draft was made of"
    EDIT_DRAFT = "edit a draft"
    DROP_DRAFT = "drop a draft"
    SEND_TO_HEARING = "send a draft to hearing"
    SEND_TO_DECISION = "send a draft to decision"
    RETURN_DRAFT = "send a draft back"
    RECORD_DECISION = "record a body's decision"
    ADOPT = "adopt a draft"
    REPEAL = "record a repeal"
    RECORD_RESPONSE = "record a hearing response"
    MODERATE_RESPONSE = "let a hearing response through"
    ANSWER_RESPONSE = "answer a hearing response"
    ESTIMATE = "estimate what a draft costs"
    TAKE_STANCE = "approve of or dissent from a draft"
    CORRECT = "adopt an editorial correction"
    PROPOSE_REDACTION = "propose to mask personal data"
    APPROVE_REDACTION = "approve of masking personal data"
    CONFIRM = "confirm that a text applies"
    EDIT_WORDS = "edit the words search goes by"
    MANAGE_PEOPLE = "manage people and roles"
