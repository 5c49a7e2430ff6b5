"""Divisions of the country, what counts as one place, and the population bands of the cities.

A place is a county-level unit; all districts (市辖区) of one prefecture city are one place, a county-level city or
county is its own (居住证暂行条例 art. 2 "其他城市", 公通字〔2015〕38号 二(一)).
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from resipermit.domain.law import Certainty


class Band(StrEnum):
    """Resident population of the urban area; the lower figure belongs to the band, the upper one does not."""

    LT500K = "lt500k"
    FROM_500K_TO_1M = "500k_1m"
    FROM_1M_TO_3M = "1m_3m"
    GT3M = "gt3m"


class Division(NamedTuple):
    """One code with one name; years are year-ends, `until_year` the first at which the row is gone."""

    code: str
    name: str
    level: str
    province: str
    parent: str
    status: str
    from_year: int | None
    until_year: int | None
    successors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DatedBand:
    """The band of a city from a day on, with its source."""

    place: str
    since: date
    band: Band
    certainty: Certainty
    source: str


@dataclass(frozen=True, slots=True)
class GroupSpan:
    """A division's membership of a city group from a day on."""

    group: str
    division: str
    since: date


MUNICIPALITIES = {"11", "12", "31", "50"}  # 直辖市: the province is the city
PROVINCE_HELD = "90"  # third and fourth digit of county-level units directly under the province
DISTRICT = "区"
NOT_DISTRICTS = ("林区", "特区", "自治区", "地区", "矿区辖区")
CHANG_ZHU_TAN = "chang_zhu_tan_districts"


class Gazetteer:
    """Every division code of the country since 1981, current or retired.

    *rows* gives the rows of a code; it may read them only when asked, for a question touches a handful of codes.
    """

    def __init__(
        self,
        rows: Mapping[str, Sequence[Division]],
        bands: Iterable[DatedBand] = (),
        groups: Iterable[GroupSpan] = (),
    ) -> None:
        self._rows = rows
        self._chosen: dict[str, Division | None] = {}
        self._under: dict[str, tuple[Division, ...]] = {}
        self._bands: dict[str, list[DatedBand]] = {}
        for band in sorted(bands, key=lambda band: band.since):
            self._bands.setdefault(band.place, []).append(band)
        self._groups: dict[str, list[GroupSpan]] = {}
        for span in groups:
            self._groups.setdefault(span.division, []).append(span)

    def known(self, code: str) -> bool:
        """Say whether *code* is or was a division."""
        return code in self._rows

    def current(self, code: str) -> bool:
        """Say whether *code* is in use today."""
        return self.standing(code) == "current"

    def standing(self, code: str) -> str | None:
        """Return current, retired, aggregate, special, or None for a code that never was."""
        row = self._newest(code)
        return row.status if row else None

    def is_county(self, code: str) -> bool:
        """Say whether *code* names a unit of county level."""
        row = self._newest(code)
        return row is not None and row.level == "county"

    def retired_in(self, code: str) -> int | None:
        """Return the first year-end at which *code* was gone, by the widest span known; None while in use."""
        if self.current(code):
            return None
        years = [row.until_year for row in self._rows.get(code, ()) if row.until_year]
        return max(years) if years else None

    def name(self, code: str) -> str | None:
        """Return the newest official name of *code*."""
        row = self._newest(code)
        return row.name if row else None

    def full_name(self, code: str) -> str:
        """Return the name with those of the units above it, such as 湖南省长沙市芙蓉区; the code if unknown."""
        row = self._newest(code)
        if row is None:
            return code
        names = [row.name]
        parent = self._newest(row.parent)
        while parent is not None:
            if parent.status != "aggregate" and parent.level != "aggregate":
                names.append(parent.name)
            parent = self._newest(parent.parent)
        return "".join(reversed(names))

    def successors(self, code: str) -> tuple[str, ...]:
        """Return the codes in use today that took over the area of a retired *code*."""
        row = self._newest(code)
        if row is None or row.status == "current":
            return ()
        found: list[str] = []
        for heir in row.successors:
            for last in (heir,) if self.current(heir) else self.successors(heir):
                if last not in found:
                    found.append(last)
        return tuple(found)

    def province_of(self, code: str) -> str:
        """Return the province's code."""
        return f"{code[:2]}0000"

    def unit_type(self, code: str) -> str | None:
        """Return province, prefecture, district, county_city or county; None for an unknown code."""
        row = self._newest(code)
        if row is None:
            return None
        if row.level != "county":
            return row.level
        if self.is_district(code):
            return "district"
        return "county_city" if row.name.endswith("市") else "county"

    def is_district(self, code: str) -> bool:
        """Say whether *code* is a district (市辖区) of a prefecture city or municipality."""
        row = self._newest(code)
        return (
            row is not None
            and row.level == "county"
            and code[2:4] != PROVINCE_HELD
            and row.name.endswith(DISTRICT)
            and not row.name.endswith(NOT_DISTRICTS)
        )

    def place_of(self, code: str, on: date | None = None) -> str:
        """Return the place that *code* belongs to, today or on the day *on*; an unknown code is its own place."""
        row = self._newest(code)
        if row is None or row.level == "province":
            return code
        if row.status == "retired" and not (on and row.until_year and on.year < row.until_year):
            places = {self.place_of(heir) for heir in self.successors(code)}
            return places.pop() if len(places) == 1 else code
        if self.is_district(code):
            return f"{code[:2]}0000" if code[:2] in MUNICIPALITIES else f"{code[:4]}00"
        return code

    def same_place(self, one: str, other: str, on: date | None = None) -> bool:
        """Say whether two codes lie in one place: moving between districts of one city is no move."""
        return self.place_of(one, on) == self.place_of(other, on)

    def groups(self, code: str, on: date) -> frozenset[str]:
        """Return the city groups that the division belongs to on that day."""
        code = self._heir(code)
        return frozenset(span.group for span in self._groups.get(code, ()) if span.since <= on)

    @property
    def group_names(self) -> frozenset[str]:
        """Return the names of all city groups."""
        return frozenset(span.group for spans in self._groups.values() for span in spans)

    def member_since(self, code: str, groups: Iterable[str]) -> date | None:
        """Return the day from which the division belongs to one of these city groups; None if it never did."""
        wanted = set(groups)
        days = [span.since for span in self._groups.get(self._heir(code), ()) if span.group in wanted]
        return min(days, default=None)

    def band_on(self, place: str, day: date) -> DatedBand | None:
        """Return the band in force, or None before the first dated one."""
        rows = self._bands.get(self.place_of(place), [])
        index = bisect_right([row.since for row in rows], day) - 1
        return rows[index] if index >= 0 else None

    def bands(self, place: str) -> tuple[DatedBand, ...]:
        """Return every dated band of the city, in order of day."""
        return tuple(self._bands.get(self.place_of(place), ()))

    def possible_bands(self, place: str, day: date) -> tuple[Band, ...]:
        """Return the bands to be tried: the one in force, every one before the first dated band.

        County-level cities, counties and towns fall under the rule for small cities by their kind.
        """
        if self.unit_type(place) in ("county", "county_city"):
            return (Band.LT500K,)
        row = self.band_on(place, day)
        return (row.band,) if row else tuple(Band)

    def counties(self, province: str = "43") -> tuple[Division, ...]:
        """Return the county-level units of a province that are in use, in order of code."""
        return tuple(row for row in self.divisions_under(province) if row.level == "county")

    def divisions_under(self, prefix: str) -> tuple[Division, ...]:
        """Return the divisions in use whose code begins with *prefix*, in order of code."""
        if prefix not in self._under:
            rows = (self._newest(code) for code in sorted(self._rows) if code.startswith(prefix))
            self._under[prefix] = tuple(row for row in rows if row is not None and row.status == "current")
        return self._under[prefix]

    def _newest(self, code: str) -> Division | None:
        if code not in self._chosen:
            rows = self._rows.get(code)
            self._chosen[code] = max(rows, key=_recency) if rows else None
        return self._chosen[code]

    def _heir(self, code: str) -> str:
        heirs = self.successors(code)
        return heirs[0] if len(heirs) == 1 else code


_RECENCY = {"current": 2, "special": 2, "retired": 1, "aggregate": 0}


def _recency(row: Division) -> tuple[int, int, int]:
    return _RECENCY.get(row.status, 0), row.until_year or 9999, row.from_year or 0
