"""How the permits stand that are not in use, as far as the columns tell it."""

import numpy as np
import numpy.typing as npt

from resipermit.columns.asking import Asking
from resipermit.columns.held import Group, frame
from resipermit.domain.spans import END

NONE, SUSPENDED, ONLY_THE_LEDGER = 0, 1, 2


def permits_not_in_use(asked: Asking, group: Group, scope: str) -> npt.NDArray[np.int8]:
    """Return for each person without a permit in use: none, suspended, or what only the ledger can tell."""
    register, today = asked.register, asked.today
    table = register.tables["permit"]
    rows, who = group.of_rows(table)
    found = np.full(group.count, NONE, np.int8)
    found[who] = ONLY_THE_LEDGER
    words = register.vocabulary["standing"]
    if "suspended" in words:
        here = table.words["standing"][rows] == words.index("suspended")
        here &= (table.since[rows] <= today) & (table.until[rows] > today)
        here &= frame(register, asked.case, table.division[rows], scope) < END
        found[who[here]] = SUSPENDED
    if register.facts is not None:
        found[(found == NONE) & _has_papers(asked, group)] = ONLY_THE_LEDGER
    return found


def _has_papers(asked: Asking, group: Group) -> npt.NDArray[np.bool_]:
    """Say who has a permit on record, be it one that was never issued."""
    register, facts = asked.register, asked.register.facts
    assert facts is not None
    holders = np.array([one.holder.permit is not None for one in facts], np.bool_)
    found = np.ones(group.count, np.bool_)  # of a relative the ledger is asked
    mine = group.people < register.holders
    found[mine] = holders[group.people[mine]]
    return found
