"""Who may do what: one table of small sentences, computed from roles and state, never stored.

A permission has rows; any row is enough. A row has predicates; all of them must hold. A permission without a
row is nobody's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from portal.documents.states import State, Step
from portal.security.permissions import Permission
from portal.security.roles import Identity, Role, Subject

Predicate = Callable[[Identity | None, Subject], bool]


def everybody(who: Identity | None, what: Subject) -> bool:
    """Signed in or not."""
    del who, what
    return True


def signed_in(who: Identity | None, what: Subject) -> bool:
    """Somebody we know."""
    del what
    return who is not None


def _has(who: Identity | None, what: Subject, role: Role) -> bool:
    return who is not None and what.municipality_id is not None and role in who.roles_in(what.municipality_id)


def has_a_role_here(who: Identity | None, what: Subject) -> bool:
    """Any role in the municipality the thing belongs to."""
    return any(_has(who, what, role) for role in Role)


def is_editor_somewhere(who: Identity | None, what: Subject) -> bool:
    """Editor in any municipality: the words of search are common to all."""
    del what
    return who is not None and any(Role.EDITOR in roles for roles in who.roles.values())


def is_editor(who: Identity | None, what: Subject) -> bool:
    """Editor in the municipality the thing belongs to."""
    return _has(who, what, Role.EDITOR)


def is_reviewer(who: Identity | None, what: Subject) -> bool:
    """Reviewer in the municipality the thing belongs to."""
    return _has(who, what, Role.REVIEWER)


def is_secretary(who: Identity | None, what: Subject) -> bool:
    """Political secretary in the municipality the thing belongs to."""
    return _has(who, what, Role.SECRETARY)


def is_politician(who: Identity | None, what: Subject) -> bool:
    """Politician in the municipality the thing belongs to."""
    return _has(who, what, Role.POLITICIAN)


def is_administrator(who: Identity | None, what: Subject) -> bool:
    """Administrator in the municipality the thing belongs to."""
    return _has(who, what, Role.ADMINISTRATOR)


def being_written(who: Identity | None, what: Subject) -> bool:
    """The draft is still a kladde."""
    del who
    return what.state is State.DRAFT


def in_hearing(who: Identity | None, what: Subject) -> bool:
    """The draft is in hearing."""
    del who
    return what.state is State.HEARING


def up_for_decision(who: Identity | None, what: Subject) -> bool:
    """The draft lies before the bodies."""
    del who
    return what.state is State.DECISION


def sent_on(who: Identity | None, what: Subject) -> bool:
    """The draft has left the editors: it is in hearing or up for decision."""
    return in_hearing(who, what) or up_for_decision(who, what)


def wrote_none_of_it(who: Identity | None, what: Subject) -> bool:
    """None of the draft's words are this person's."""
    return who is not None and who.person_id not in what.writers


RULES: Mapping[Permission, tuple[tuple[Predicate, ...], ...]] = {
    Permission.READ_PUBLISHED: ((everybody,),),
    Permission.SIGN_IN: ((everybody,),),
    Permission.USE_EDITORIAL_PAGES: ((signed_in,),),
    Permission.READ_MUNICIPALITY: ((has_a_role_here,),),
    Permission.START_DRAFT: ((is_editor,),),
    Permission.READ_DRAFT: (
        (is_editor,),
        (is_reviewer,),
        (is_secretary, sent_on),
        (is_politician, sent_on),
    ),
    Permission.READ_SOURCE: ((is_editor,), (is_reviewer,)),
    Permission.EDIT_DRAFT: ((is_editor, being_written),),
    Permission.DROP_DRAFT: ((is_editor, being_written), (is_reviewer, being_written)),
    Permission.SEND_TO_HEARING: ((is_editor, being_written), (is_reviewer, being_written)),
    Permission.SEND_TO_DECISION: (
        (is_editor, being_written),
        (is_reviewer, being_written),
        (is_editor, in_hearing),
        (is_reviewer, in_hearing),
    ),
    Permission.RETURN_DRAFT: ((is_editor, in_hearing), (is_reviewer, sent_on), (is_secretary, sent_on)),
    Permission.RECORD_DECISION: ((is_secretary, up_for_decision),),
    Permission.ADOPT: (
        (is_reviewer, up_for_decision, wrote_none_of_it),
        (is_secretary, up_for_decision, wrote_none_of_it),
    ),
    Permission.RECORD_RESPONSE: ((is_secretary, in_hearing), (is_editor, in_hearing)),
    Permission.MODERATE_RESPONSE: ((is_secretary, sent_on), (is_editor, sent_on)),
    Permission.ANSWER_RESPONSE: ((is_editor, sent_on),),
    Permission.ESTIMATE: ((is_editor,), (is_secretary, sent_on)),
    Permission.TAKE_STANCE: ((is_politician, up_for_decision),),
    Permission.CORRECT: ((is_reviewer, being_written, wrote_none_of_it),),
    Permission.PROPOSE_REDACTION: ((is_editor,), (is_reviewer,), (is_secretary,)),
    Permission.APPROVE_REDACTION: ((is_reviewer,), (is_secretary,)),
    Permission.REPEAL: ((is_secretary,),),
    Permission.CONFIRM: ((is_editor,), (is_reviewer,)),
    Permission.EDIT_WORDS: ((is_editor_somewhere,),),
    Permission.MANAGE_PEOPLE: ((is_administrator,),),
}

PERMISSION_FOR: Mapping[Step, Permission] = {
    Step.TO_HEARING: Permission.SEND_TO_HEARING,
    Step.TO_DECISION: Permission.SEND_TO_DECISION,
    Step.RETURN: Permission.RETURN_DRAFT,
    Step.ADOPT: Permission.ADOPT,
    Step.CORRECT: Permission.CORRECT,
    Step.DROP: Permission.DROP_DRAFT,
}


def allowing_row(permission: Permission, who: Identity | None, what: Subject) -> tuple[Predicate, ...] | None:
    """The first row that permits it, None where none does."""
    return next((row for row in RULES.get(permission, ()) if all(holds(who, what) for holds in row)), None)


def permits(permission: Permission, who: Identity | None, what: Subject) -> bool:
    """Whether ``who`` may do ``permission`` to ``what``."""
    return allowing_row(permission, who, what) is not None
