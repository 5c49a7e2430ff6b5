"""What the oracle knows of places, read from the tables under resources/divisions by its own reading of them."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

TABLES = Path(__file__).parents[2] / "resources" / "divisions"
CITY_PROVINCES = ("11", "12", "31", "50")
NO_DISTRICTS = ("林区", "特区", "自治区", "地区", "矿区辖区")


@dataclass(frozen=True)
class Atlas:
    """County-level units and cities: which are one place, the bands of cities, the groups of districts."""

    names: Mapping[str, str]
    heirs: Mapping[str, Sequence[str]]
    bands: Mapping[str, Sequence[tuple[int, str]]]
    members: Mapping[str, Mapping[str, int]]
    _places: dict[str, str] = field(default_factory=dict)

    def place_of(self, code: str) -> str:
        """Return the place a division lies in: its city for a district, itself for a county or county-level city."""
        if code not in self._places:
            self._places[code] = self._place_of(code)
        return self._places[code]

    def _place_of(self, code: str) -> str:
        if code not in self.names:
            places = {self.place_of(heir) for heir in self.heirs.get(code, ())}
            return places.pop() if len(places) == 1 else code
        name = self.names[code]
        if code.endswith("00") or code[2:4] == "90" or not name.endswith("区") or name.endswith(NO_DISTRICTS):
            return code
        return f"{code[:2]}0000" if code[:2] in CITY_PROVINCES else f"{code[:4]}00"

    def is_city(self, place: str) -> bool:
        """Say whether the place is a city with districts, not a county or a county-level city."""
        return place.endswith("00")

    def band_on(self, place: str, day: int) -> str | None:
        """Return the band of a city, None before the first dated one; counties are small by their kind."""
        if not self.is_city(place):
            return "lt500k"
        held = None
        for since, band in self.bands.get(place, ()):
            if since <= day:
                held = band
        return held

    def belongs(self, code: str, group: str, day: int) -> bool:
        """Say whether the division belongs to a group of cities on that day."""
        heirs = self.heirs.get(code, ())
        if code not in self.names and len(heirs) == 1:
            code = heirs[0]
        since = self.members.get(group, {}).get(code)
        return since is not None and since <= day

    def city_in_group(self, place: str, group: str, day: int) -> bool:
        """Say whether some district of the city belongs to the group on that day."""
        members = self.members.get(group, {})
        return self.is_city(place) and any(code[:4] == place[:4] and since <= day for code, since in members.items())


@cache
def the_atlas() -> Atlas:
    """Return the atlas of the tables as they are."""
    names: dict[str, str] = {}
    heirs: dict[str, list[str]] = {}
    for row in _rows("divisions_national.csv"):
        if row["status"] == "current":
            names[row["code"]] = row["name_zh"]
    for row in _rows("divisions_national.csv"):
        if row["code"] not in names and row["successor_codes"]:
            heirs[row["code"]] = [heir.split("[")[0] for heir in row["successor_codes"].split(";")]
    bands: dict[str, list[tuple[int, str]]] = {}
    for row in _rows("bands_hunan.csv"):
        bands.setdefault(row["place"], []).append((date.fromisoformat(row["since"]).toordinal(), row["band"]))
    members: dict[str, dict[str, int]] = {}
    for row in _rows("groups.csv"):
        members.setdefault(row["group"], {})[row["division"]] = date.fromisoformat(row["since"]).toordinal()
    return Atlas(names, heirs, {place: sorted(rows) for place, rows in bands.items()}, members)


def _rows(name: str) -> Sequence[Mapping[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
