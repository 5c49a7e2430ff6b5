"""Where a rule reaches: whether a division lies in the place asked about, its province, a group of cities."""

from typing import TYPE_CHECKING

from resipermit.domain.places import MUNICIPALITIES
from resipermit.domain.spans import ALWAYS, END, NEVER, Spans

if TYPE_CHECKING:
    from resipermit.domain.conditions.case import Case

ELSEWHERE = "000000"  # a city that no record names: where one may still be, while a list is not known
SCOPES = frozenset({"place", "county", "prefecture", "province", "anywhere", "city"})
LISTS_OF_SCOPES = ("group", "prefix")


def frame_of(case: "Case", division: str, scope: str) -> Spans:
    """Return the days on which *division* lies in *scope*; only groups of cities change with time."""
    kind, _, names = scope.partition(":")
    if kind == "group":
        since = case.gazetteer.member_since(division, names.split(","))
        return ((since.toordinal(), END),) if since else NEVER
    return ALWAYS if _within(case, division, kind, names) else NEVER


def _within(case: "Case", division: str, kind: str, names: str) -> bool:
    if kind == "place" or (kind == "county" and not _is_county(case)):
        return case.gazetteer.place_of(division) == case.place
    if kind == "county":
        return division == case.division
    if kind == "city":
        return case.gazetteer.place_of(division) == (case.city or case.place)
    if kind == "prefix":
        return division.startswith(tuple(names.split(",")))
    figures = {"anywhere": 0, "province": 2, "prefecture": 2 if case.place[:2] in MUNICIPALITIES else 4}[kind]
    return division[:figures] == case.place[:figures]


def _is_county(case: "Case") -> bool:
    return case.division[4:] not in ("", "00")
