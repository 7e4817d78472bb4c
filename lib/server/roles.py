"""Who may do what to data: decided here alone, for each act, and asked again at the act itself.

A viewer has no right. An editor changes rows: every row, or those of its provinces. An approver
decides on what others propose. An account may be several of them; what it is comes from what the
sign-in provider states of it, by the settings of the server (`lib.server.role_settings`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from lib.errors import Message, Refused
from lib.io.store.folders import Provinces
from lib.server.role_settings import Grant, Settings, as_address


class Act(Enum):
    """What somebody may ask for that not everybody may."""

    LOOK = "see the history, what waits for approval, the audit trail"
    CHECK = "send files and have them checked"
    CHANGE = "apply a checked change, or propose it"
    GO_BACK = "go back to an earlier version of the data, or propose it"
    APPROVE = "let a proposal take effect"
    DECLINE = "decline a proposal"
    OUTLINES = "apply new outlines"
    OUTLINES_BACK = "go back to earlier outlines"
    HEADINGS = "remember what a heading means, or forget it"
    SILENCE = "silence a warning for good, or ask again"
    BRIEFING = "save a briefing, remove it, bring it back"


class Need(Enum):
    """What an act asks of an account."""

    SOME_RIGHT = "to be editor or approver"
    EDITOR = "to be editor of something; whose rows they are is looked at besides"
    EVERY_ROW = "to be editor of the whole country, since it holds for every province"
    APPROVER = "to be approver"


NEEDS: Mapping[Act, Need] = {
    Act.LOOK: Need.SOME_RIGHT,
    Act.CHECK: Need.EDITOR,
    Act.CHANGE: Need.EDITOR,
    Act.GO_BACK: Need.EDITOR,
    Act.APPROVE: Need.APPROVER,
    Act.DECLINE: Need.SOME_RIGHT,  # an editor only what it proposed itself
    Act.OUTLINES: Need.EDITOR,
    Act.OUTLINES_BACK: Need.EVERY_ROW,
    Act.HEADINGS: Need.EVERY_ROW,
    Act.SILENCE: Need.EVERY_ROW,
    Act.BRIEFING: Need.EDITOR,  # of a province only what it saved first
}
SIGN_IN = Message("Sign in to change data.")
VIEWER = Message("Your account can view but not change data.")
NOT_VERIFIED = Message(
    "The sign-in provider has not verified the e-mail address of your account, so it can view but "
    "not change data."
)
TOO_OLD = Message("You signed in more than {count} hours ago. Sign in again to change data.")
NO_EDITOR = Message("Your account decides on what others propose; it cannot change data itself.")
NO_APPROVER = Message(
    "Your account can change data, but not decide on what others propose. Nothing was changed."
)
NOT_EVERY_ROW = Message(
    "This applies to every province, and your account can change only data of its own. Nothing "
    "was changed."
)
_AHEAD = 600  # seconds that the provider's clock may be ahead of this one


@dataclass(frozen=True)
class Rights:
    """What an account may do now.

    Attributes:
        account: By which name it goes into the history.
        within: Provinces whose rows it may change; None for every row, empty for none.
        approves: Whether it decides on what others propose.
    """

    account: str
    within: Provinces = None
    approves: bool = True

    @property
    def is_editor(self) -> bool:
        """Whether it may change any row."""
        return self.within is None or bool(self.within)

    def check(self, act: Act) -> None:
        """Look whether it may do something.

        Raises:
            Refused: It may not; the text says what it may instead.
        """
        need = NEEDS[act]
        if need is Need.APPROVER:
            if not self.approves:
                raise Refused(NO_APPROVER if self.is_editor else VIEWER)
        elif not self.is_editor:
            if not self.approves:
                raise Refused(VIEWER)
            if need is not Need.SOME_RIGHT:
                raise Refused(NO_EDITOR)
        elif need is Need.EVERY_ROW and self.within is not None:
            raise Refused(NOT_EVERY_ROW)

    def may(self, act: Act) -> bool:
        """Whether it may do something."""
        try:
            self.check(act)
        except Refused:
            return False
        return True


def rights(said: Mapping[str, object], settings: Settings, now: float) -> Rights:
    """What an account may do.

    Args:
        said: What the sign-in provider states of it, its claims by name. Only what has exactly
            the type that is expected counts.
        settings: Which accounts and groups have which roles.
        now: Seconds since 1970.

    Raises:
        Refused: It is not signed in, not vouched for, signed in too long ago, or has no role.
    """
    # Only the word of the provider itself, not anything that merely counts as true.
    if said.get("is_logged_in") is not True:
        raise Refused(SIGN_IN)
    account = as_address(said.get("email"))
    grants = [*settings.by_address.get(account, ())]
    for group in _groups(said, settings.claim):
        grants += settings.by_group.get(group, ())
    if not grants:
        raise Refused(VIEWER)
    if not account or said.get("email_verified") is not True:
        raise Refused(NOT_VERIFIED)
    since = said.get("iat")
    age = now - since if isinstance(since, int | float) and not isinstance(since, bool) else None
    if age is None or not -_AHEAD <= age <= settings.hours * 3600:
        raise Refused(TOO_OLD.filled(count=f"{settings.hours:g}"))
    within = _all_of(grants)
    approves = any(each.approves for each in grants) or (
        # Where nobody is named to approve, one editor does it for another.
        within is None and not settings.names_approvers
    )
    return Rights(account, within, approves)


def _groups(said: Mapping[str, object], path: tuple[str, ...]) -> list[str]:
    """Groups that a claim states: a text, or a list of nothing but texts; else none."""
    value: object = said if path else None
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    if isinstance(value, str):
        return [value]
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return value
    return []


def _all_of(grants: list[Grant]) -> Provinces:
    if any(each.within is None for each in grants):
        return None
    return tuple(sorted({key for each in grants for key in each.within or ()}))
