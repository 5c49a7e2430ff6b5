"""What a leaf condition comes to: its days, and the figures behind them on the day asked."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from resipermit.domain.conditions.case import Case, Reading, Subject, Who
from resipermit.domain.rules import RuleBook
from resipermit.domain.spans import Days

Figure = tuple[Any, str]  # a value with its unit
Params = Mapping[str, Any]
Maker = Callable[[RuleBook, Params], Reading]


class Account(NamedTuple):
    """What there is on the day asked, what is asked and what is short of it; None does not apply."""

    actual: Figure | None = None
    required: Figure | None = None
    shortfall: Figure | None = None
    reason: str | None = None


NOTHING = Account()


def no_account(_case: Case, _subject: Subject, _params: Params, _days: Days) -> Account:
    """Return nothing: the days of the leaf say all there is."""
    return NOTHING


class Kind(NamedTuple):
    """A word of the rule language: the days on which it holds, and the account of one day.

    *days* works out once what book and params say, and returns the function from a person to days; these depend on
    facts and rules alone, never on the day asked. Which params a word takes is said where rule files are read.
    """

    days: Maker
    account: Callable[[Case, Subject, Params, Days], Account] = no_account
    gives_reason: bool = True  # the account may name a reason code of its own


def plain(days: Callable[[Case, Subject, Params], Days]) -> Maker:
    """Return the maker of a word for which nothing is worked out beforehand."""

    def make(_book: RuleBook, params: Params) -> Reading:
        def read(who: Who) -> Days:
            return days(who.case, who.subject, params)

        return read

    return make


def reason(code: str) -> Callable[[Case, Subject, Params, Days], Account]:
    """Return an account that only names the reason code of a failure."""
    account = Account(reason=code)

    def told(_case: Case, _subject: Subject, _params: Params, _days: Days) -> Account:
        return account

    return told
