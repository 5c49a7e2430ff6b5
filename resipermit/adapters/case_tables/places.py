"""Places as a table of cases writes them: by code, or by full name with or without the province."""

import re
from collections.abc import Mapping
from functools import cached_property

from resipermit.domain.places import Gazetteer
from resipermit.domain.rule_faults import Slip, nearest


class Places:
    """Finds the code of a place."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def code(self, written: str, *others: str) -> str:
        """Return the code of a place; raises Slip naming the nearest place, or the nearest of *others*."""
        if re.fullmatch(r"\d{6}", written):
            if not self.gazetteer.known(written):
                raise Slip("case_code_unknown", word=written)
            return written
        if written not in self._codes:
            raise Slip("case_word_unknown", nearest(written, others) or nearest(written, self._codes), word=written)
        code = self._codes[written]
        if code is None:
            raise Slip("case_place_ambiguous", word=written)
        return code

    @cached_property
    def _codes(self) -> Mapping[str, str | None]:
        """The codes in use by full name; a name that two units share has none."""
        found: dict[str, str | None] = {}
        for row in self.gazetteer.divisions_under(""):
            name = self.gazetteer.full_name(row.code)
            for known in {name, name.removeprefix(self.gazetteer.name(f"{row.code[:2]}0000") or "")}:
                found[known] = None if known in found else row.code
        return found
