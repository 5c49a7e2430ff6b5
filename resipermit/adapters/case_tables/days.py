"""Days as a table of cases writes them: one, or from one to another with the last day meant."""

import re
from datetime import date, timedelta
from typing import Any

from resipermit.domain.rule_faults import Slip

_DAY = r"\d{4}-\d{2}-\d{2}"
_FORMS = (rf"(?P<since>{_DAY})起", rf"(?P<open>{_DAY})起止日不明", rf"(?P<first>{_DAY})至(?P<last>{_DAY})")
_SPAN = re.compile("|".join((*_FORMS, rf"至(?P<until>{_DAY})起日不明")))
_LIKE_A_DAY = re.compile(r"\d{3,4}\s*[-—–/.年]\s*\d|起$|至")


def day_of(word: str) -> str:
    """Return the day as the facts write it; raises Slip when the calendar has none such."""
    try:
        if re.fullmatch(_DAY, word):
            return date.fromisoformat(word).isoformat()
    except ValueError:
        pass
    raise Slip("not_a_day", word=word)


def span_of(word: str) -> dict[str, Any] | None:
    """Return the fields `from` and `until` that *word* states, None if it is about something else; raises Slip."""
    match = _SPAN.fullmatch(word)
    if match is None:
        if _LIKE_A_DAY.search(word):
            raise Slip("case_days", word=word)
        return None
    if match["since"]:
        return {"from": day_of(match["since"]), "until": None}
    if match["open"]:
        return {"from": day_of(match["open"])}
    if match["until"]:
        return {"until": _day_after(match["until"])}
    first, last = day_of(match["first"]), day_of(match["last"])
    if last < first:
        raise Slip("case_days_backwards", word=word)
    return {"from": first, "until": _day_after(last)}


def _day_after(last_day: str) -> str:
    return (date.fromisoformat(day_of(last_day)) + timedelta(days=1)).isoformat()
