"""Look at the conditions of the application again before an endorsement, where the place's rule asks for it."""

from dataclasses import replace
from datetime import date

from resipermit.domain.endorsement import Recheck
from resipermit.domain.errors import Refused
from resipermit.domain.facts import Facts
from resipermit.domain.permit import ResidencePermit
from resipermit.usecases.assess_on import Assess


def check_still_eligible(assess: Assess, facts: Facts, permit: ResidencePermit, on: date, place: str) -> None:
    """Do nothing while the holder may still apply, as far as anybody knows, or where no second look is asked for.

    Raises:
        Refused: a condition of the application certainly fails; `conditions` are the lowest that do.
    """
    if permit.course(until=on).rule.recheck is not Recheck.APPLICATION:
        return
    without_permit = replace(facts, holder=replace(facts.holder, permit=None))
    item = assess(without_permit, on, place)["permit"]["application"]
    if item["answer"] == "not_applicable":
        raise Refused("no_longer_eligible", conditions=(item["reason_code"],))
    if item["answer"] == "no":
        failing = [one["id"] for one in item["conditions"] if one["answer"] == "no"]
        parents = {one["parent"] for one in item["conditions"] if one["answer"] == "no"}
        raise Refused("no_longer_eligible", conditions=tuple(one for one in failing if one not in parents))
