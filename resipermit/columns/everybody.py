"""Rows of the catalogue asked of everybody of a register, block by block: answers with reasons, and first days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from resipermit.columns.asking import Answers
from resipermit.columns.blocks import HOLDERS, Block, blocks
from resipermit.columns.entitled import Answered, Question, answers_about, days_about, plain_answers, question_of
from resipermit.columns.held import Group
from resipermit.columns.layers import Column
from resipermit.columns.legend import Legend
from resipermit.columns.reckoning import Reckoning


class FirstDays(NamedTuple):
    """For each person of *group* the first day, on or after the day asked, on which the answer is yes, and the first on
    which it may be; END stands for no such day.
    """

    group: Group
    first: Column
    possible: Column


def statuses_of_everybody(whole: Reckoning, identifiers: Sequence[str], size: int = HOLDERS) -> dict[str, Answered]:
    """Return the answers of the day asked about these rows, with their reasons; *size* holders are asked at a time."""
    legends = {name: Legend() for name in identifiers}

    def ask(asked: Reckoning, name: str, question: Question) -> tuple[Any, ...]:
        told = answers_about(asked, question, legends[name])
        return told.answers, told.reason, told.reasons

    found = _ask(whole, identifiers, size, ask)
    return {name: _answered(one, legends[name]) for name, one in found.items()}


def plain_answers_of_everybody(
    whole: Reckoning, identifiers: Sequence[str], size: int = HOLDERS
) -> dict[str, tuple[Group, Answers]]:
    """Return the answers of the day asked about these rows without reasons; *size* holders are asked at a time."""

    def ask(asked: Reckoning, _name: str, question: Question) -> tuple[Any, ...]:
        return (plain_answers(asked, question),)

    return {name: (one.group, one.columns[0]) for name, one in _ask(whole, identifiers, size, ask).items()}


def _answered(one: "_Filled", legend: Legend) -> Answered:
    answers, reason, reasons = one.columns
    return Answered(one.group, answers, reason, reasons, tuple(legend.codes))


def first_days_of_everybody(whole: Reckoning, identifiers: Sequence[str], size: int = HOLDERS) -> dict[str, FirstDays]:
    """Return from when on these rows are answered with yes; *size* holders are asked at a time."""

    def ask(asked: Reckoning, _name: str, question: Question) -> tuple[Any, ...]:
        days = days_about(asked, question)
        return days.first, days.possible

    return {name: FirstDays(one.group, *one.columns) for name, one in _ask(whole, identifiers, size, ask).items()}


def _ask(
    whole: Reckoning,
    identifiers: Sequence[str],
    size: int,
    ask: Callable[[Reckoning, str, Question], tuple[Any, ...]],
) -> dict[str, "_Filled"]:
    questions = {name: question_of(whole, name) for name in identifiers}
    found = {name: _Filled(whole.group(*question.relations)) for name, question in questions.items()}
    for block in blocks(whole.register, size):
        asked = whole.about(block.register)
        for name, question in questions.items():
            group = asked.group(*question.relations)
            found[name].put(block, group, len(question.relations) == 1, ask(asked, name, question))
    return found


@dataclass
class _Filled:
    """The columns of one row for the whole group, filled block by block."""

    group: Group
    columns: list[Any] = field(default_factory=list)
    done: int = 0

    def put(self, block: Block, group: Group, in_a_row: bool, parts: Sequence[Any]) -> None:
        """Fill in the people of a block: behind the last block, or among others if several relations are asked."""
        where: Any = slice(self.done, self.done + group.count)
        if not in_a_row:
            where = np.searchsorted(self.group.people, block.people.take(group.people))
        self.done += group.count
        for number, part in enumerate(parts):
            if len(self.columns) <= number:
                self.columns.append(np.empty(self.group.count, part.dtype))
            column = self.columns[number]
            if part.dtype != column.dtype:  # a later block met more reasons
                column = self.columns[number] = column.astype(np.result_type(column, part))
            column[where] = part
