"""Says all that the book holds about one id: its text, its values through time, its sources, offices and conditions."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from resipermit.domain.errors import InvalidInput
from resipermit.domain.law import Citation, Dated
from resipermit.domain.rule_faults import nearest
from resipermit.domain.rules import Entitlement, ExamRule, Indicator, Node, PointsTable, RuleBook

Description = dict[str, Any]
PAPER = "paper."


def catalogue(book: RuleBook) -> Iterator[Description]:
    """Yield one line for everything that can be shown, kind by kind."""
    for entitlement in everything(book):
        yield {
            "id": entitlement.id,
            "kind": "entitlement",
            "stage": entitlement.stage,
            "words": _words(book, entitlement.id),
        }
    for kind, ids in _kinds(book).items():
        for identifier in ids:
            words = _words(book, PAPER + identifier if kind == "paper" else identifier)
            yield {"id": identifier, "kind": kind, "stage": None, "words": words}


def everything(book: RuleBook) -> tuple[Entitlement, ...]:
    """Return the entitlements with the application for the permit and the settlement."""
    return (book.application, *book.entitlements, *((book.settlement,) if book.settlement else ()))


def roots(book: RuleBook) -> Iterator[Node]:
    """Yield what stands by itself: named conditions, those of the catalogue, of the outcomes, of the points tables."""
    yield from book.conditions.values()
    for row in everything(book):
        yield from (root for root in (row.applies, row.condition) if root is not None)
    for exam in book.exams:
        yield from (graded.condition for graded in exam.outcomes)
    for table in book.points.values():
        yield from table.veto
        yield from (one.records for group in table.groups for one in group.indicators if one.records is not None)


def stated_words(book: RuleBook) -> frozenset[str]:
    """Return the words of the facts' points that conditions and points tables ask for."""
    leaves = (node for root in roots(book) for node in walked(root) if node.kind == "stated")
    indicators = (one for table in book.points.values() for group in table.groups for one in group.indicators)
    tables = (one.name or one.id for one in indicators if one.measure == "stated")
    return frozenset((*(str(leaf.params["indicator"]) for leaf in leaves), *tables))


def _kinds(book: RuleBook) -> Mapping[str, Iterable[str]]:
    return {
        "exam": [exam.id for exam in book.exams],
        "points": book.points,
        "condition": book.conditions,
        "value": book.values,
        "instrument": book.instruments,
        "department": book.departments,
        "paper": [name.removeprefix(PAPER) for name in book.words if name.startswith(PAPER)],
    }


def describe(book: RuleBook, identifier: str) -> Description:
    """Return what the book holds about *identifier*.

    Raises:
        InvalidInput: `rule_id_unknown`, with the nearest id.
    """
    for entitlement in everything(book):
        if entitlement.id == identifier:
            return _entitlement(book, entitlement)
    for exam in book.exams:
        if exam.id == identifier:
            return _exam(book, exam)
    if identifier in book.points:
        return points_of(book, book.points[identifier])
    if identifier in book.conditions:
        return _with_tree(book, {"id": identifier, "kind": "condition"}, [book.conditions[identifier]])
    if identifier in book.values:
        head = {"id": identifier, "kind": "value", "words": _words(book, identifier)}
        return {**head, "values": [value_of(book.values[identifier])], "sources": _sources(book, [], [identifier])}
    if identifier in book.instruments:
        return {"id": identifier, "kind": "instrument", **_instrument(book, identifier)}
    if identifier in book.departments:
        return {"id": identifier, "kind": "department", **_office(book, identifier, None)}
    if PAPER + identifier in book.words:
        return {"id": identifier, "kind": "paper", "words": _words(book, PAPER + identifier)}
    known = [line["id"] for line in catalogue(book)]
    raise InvalidInput("rule_id_unknown", field="ID", value=identifier, near=nearest(identifier, known) or "—")


def _entitlement(book: RuleBook, entitlement: Entitlement) -> Description:
    head = {
        "id": entitlement.id,
        "kind": "entitlement",
        "part_of": entitlement.part_of,
        "stage": entitlement.stage,
        "audience": entitlement.audience,
        "subject": entitlement.subject,
        "since": entitlement.since.isoformat(),
        "rests_on": _rows(entitlement.rests_on),
        "tasks": list(entitlement.tasks),
        "openings": [
            {
                "since": row.since.isoformat(),
                "opened": row.opened,
                "checked_on": row.checked_on.isoformat(),
                "cite": cited(row.citation),
            }
            for row in book.openings.get(entitlement.id, ())
        ],
        "departments": [_office(book, lead.department, lead.role) for lead in entitlement.leads],
    }
    grounds = [book.conditions[row.value] for row in entitlement.rests_on.rows if row.value in book.conditions]
    trees = [*grounds, *(tree for tree in (entitlement.applies, entitlement.condition) if tree is not None)]
    dated = [row.citation for row in entitlement.rests_on.rows]
    dated += [row.citation for row in book.openings.get(entitlement.id, ())]
    return _with_sources(book, _with_tree(book, head, trees, entitlement.citations), dated)


def _exam(book: RuleBook, exam: ExamRule) -> Description:
    head = {
        "id": exam.id,
        "kind": "exam",
        "since": exam.since.isoformat(),
        "departments": [_office(book, lead.department, lead.role) for lead in exam.leads],
        "outcomes": [one.outcome for one in exam.outcomes],
        "admits": [list(one.admits) for one in exam.outcomes],
        "tasks": list(exam.tasks),
        "sat_on": "{:02}-{:02}".format(*exam.sat_on),
        "registers_on": "{:02}-{:02}".format(*exam.registers_on),
    }
    return _with_tree(book, head, [one.condition for one in exam.outcomes], exam.citations)


def points_of(book: RuleBook, table: PointsTable) -> Description:
    """Return a points table: every group, every indicator with its rows of points, cap, sources and papers."""
    groups = [
        {
            "id": group.id,
            "words": _words(book, group.id),
            "combine": group.combine,
            "sign": "minus" if group.sign < 0 else "plus",
            "cap": group.cap,
            "indicators": [_indicator(book, one) for one in group.indicators],
        }
        for group in table.groups
    ]
    ranking = table.ranking
    head = {
        "id": table.id,
        "kind": "points",
        "floor": table.floor,
        "groups": groups,
        "ranking": {"quota": ranking.quota, "ties": list(ranking.ties)} if ranking else None,
    }
    cites = [citation for group in table.groups for one in group.indicators for citation in one.citations]
    return _with_sources(book, _with_tree(book, head, list(table.veto), table.citations), cites)


def _with_sources(book: RuleBook, shown: Description, cites: Iterable[Citation]) -> Description:
    """Add the texts that are cited elsewhere than in the conditions."""
    known = {source["id"] for source in shown["sources"]}
    more = [source for source in _sources(book, cites, []) if source["id"] not in known]
    return {**shown, "sources": [*shown["sources"], *more]}


def _indicator(book: RuleBook, one: Indicator) -> Description:
    rows: list[Description] = [{"when": word, "points": points} for word, points in (one.words_points or {}).items()]
    rows += [{"when": [band.low, band.high], "points": band.points} for band in one.bands]
    rate = one.rate
    return {
        "id": one.id,
        "words": _words(book, one.id),
        "measure": one.measure,
        "stated": one.name,
        "asks": plain(one.records.params) if one.records else {},
        "rows": rows,
        "rate": {"points": rate.points, "after": rate.after, "cap": rate.cap} if rate else None,
        "citations": [cited(citation) for citation in one.citations],
        "papers": list(one.papers),
    }


def _with_tree(book: RuleBook, head: Description, trees: list[Node], cites: Iterable[Citation] = ()) -> Description:
    nodes = [node for tree in trees for node in walked(tree)]
    names = [name for node in nodes for name in _values_in(node.params, book)]
    papers = list(dict.fromkeys(paper for node in nodes for paper in node.papers))
    citations = [*cites, *(citation for node in nodes for citation in node.citations)]
    return {
        **head,
        "words": _words(book, head["id"]),
        "citations": [cited(citation) for citation in cites],
        "conditions": [tree_of(book, tree) for tree in trees],
        "values": [value_of(book.values[name]) for name in dict.fromkeys(names)],
        "papers": [{"id": paper, "words": _words(book, PAPER + paper)} for paper in papers],
        "sources": _sources(book, citations, names),
    }


def walked(node: Node) -> Iterator[Node]:
    """Yield a condition and all its parts."""
    yield node
    for child in node.children:
        yield from walked(child)


def tree_of(book: RuleBook, node: Node) -> Description:
    """Return a condition as a tree."""
    return {
        "id": node.id,
        "words": _words(book, node.id),
        "op": node.op if node.kind is None else node.kind,
        "of": node.of,
        "asks": plain(node.params),
        "least": node.least or None,
        "since": node.since.isoformat() if node.since else None,
        "until": node.until.isoformat() if node.until else None,
        "classes": list(node.classes) if node.classes else None,
        "citations": [cited(citation) for citation in node.citations],
        "papers": list(node.papers),
        "parts": [tree_of(book, child) for child in node.children],
    }


def value_of(value: Dated[Any]) -> Description:
    """Return a value with its whole history."""
    return {"id": value.name, "unit": value.unit, "at_most": value.at_most, "rows": _rows(value)}


def plain(value: Any) -> Any:
    """Return the words of a leaf as JSON knows them."""
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, Node):
        return value.id
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(one) for one in (sorted(value) if isinstance(value, (set, frozenset)) else value)]
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)


def cited(citation: Citation) -> str:
    """Return a provision as it is written: D663:10(2) C1."""
    place = f":{citation.article}" if citation.article else ""
    place += f"({citation.paragraph})" if citation.paragraph else ""
    return f"{citation.instrument}{place} {citation.certainty}"


def _rows(value: Dated[Any]) -> list[Description]:
    return [
        {
            "since": row.since.isoformat(),
            "value": plain(row.value),
            "cite": cited(row.citation),
            "certainty": str(row.citation.certainty),
        }
        for row in value.rows
    ]


def _values_in(params: Any, book: RuleBook) -> Iterator[str]:
    if isinstance(params, Mapping):
        for value in params.values():
            yield from _values_in(value, book)
    elif isinstance(params, (list, tuple)):
        for value in params:
            yield from _values_in(value, book)
    elif isinstance(params, str) and params in book.values:
        yield params


def _sources(book: RuleBook, citations: Iterable[Citation], values: Iterable[str]) -> list[Description]:
    named = [citation.instrument for citation in citations]
    named += [row.citation.instrument for name in values for row in book.values[name].rows]
    return [{"id": name, **_instrument(book, name)} for name in dict.fromkeys(named)]


def _instrument(book: RuleBook, identifier: str) -> Description:
    text = book.instruments[identifier]
    return {
        "words": dict(text.title),
        "number": text.number,
        "in_force_on": text.in_force_on.isoformat() if text.in_force_on else None,
        "checked_on": text.checked_on.isoformat(),
        "certainty": str(text.certainty),
    }


def _office(book: RuleBook, code: str, role: str | None) -> Description:
    department = book.departments[code]
    names = [{"since": row.since.isoformat(), "words": dict(row.value)} for row in department.names.rows]
    return {"code": code, "role": role, "annex_name": department.annex_name, "names": names}


def _words(book: RuleBook, identifier: str) -> dict[str, str]:
    return dict(book.words.get(identifier, {}))
