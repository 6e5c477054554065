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
    EDIT_DRAFT = "edit a draft"
    DROP_DRAFT = "drop a draft"
    SEND_TO_HEARING = "send a draft to hearing"
    SEND_TO_DECISION = "send a draft to decision"
    RETURN_DRAFT = "send a draft back"
    RECORD_DECISION = "record a body's decision"
    ADOPT = "adopt a draft"
    REPEAL = "record a repeal"
    CONFIRM = "confirm that a text applies"
    MANAGE_PEOPLE = "manage people and roles"
