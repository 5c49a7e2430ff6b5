"""What no rule file may ask, whatever its author believes; each prohibition with its place in the texts.

- giving up contracted land, homestead or collective income as a condition: opinion 五(一)
- the distinction of agricultural and non-agricultural registration: opinion 二
- birth papers before the registration of a birth: opinion 四(一)
"""

import re
from collections.abc import Iterable, Iterator

from resipermit.adapters.rule_check.ceilings import reachable
from resipermit.adapters.rule_check.chain import Chain, Piece, texts
from resipermit.adapters.yaml_trees import Text
from resipermit.domain.rule_faults import Fault

DEMANDS = ("conditions", "extend", "entitlements", "exams", "papers", "points")
SAYING = (*DEMANDS, "values", "openings", "exam_periods", "events")

RURAL_RIGHTS = re.compile(
    r"承包地|承包土地|土地承包|承包经营权|宅基地|集体收益|集体经济|三权|农村土地|责任田"
    r"|contracted[\W_]*land|land[\W_]*contract|contract[\W_]*(?:of[\W_]*)?land|home[\W_]*stead|farm[\W_]*land|rural[\W_]*(?:land|right|plot)"
    r"|collective[\W_]*(?:income|asset|econom|share|member|dividend)|three[\W_]*(?:rural[\W_]*)?rights"
    r"|zhai[\W_]*ji[\W_]*di|cheng[\W_]*bao[\W_]*(?:di|tu)",
    re.IGNORECASE,
)
HUKOU_KIND = re.compile(
    r"非农|农业户|农业家庭|农业人口|农转非|户口性质|户籍性质|户口类别|农村户口|城镇户口|蓝印"
    r"|(?:non[\W_]*)?(?:agricultural|agri)[\W_]*(?:hukou|household|registration|resident|population|account|status)|non[\W_]*agri"
    r"|(?:rural|urban)[\W_]*(?:hukou|household[\W_]*registration)|hukou[\W_]*(?:type|kind|class|nature|category)"
    r"|registration[\W_]*(?:type|kind|nature)|fei[\W_]*nong",
    re.IGNORECASE,
)
BIRTH_REGISTRATION = re.compile(
    r"新生儿|出生登记|出生户口|(?<!生育服务)户口登记|落户出生|birth[\W_]*registration|register\w*[\W_]*(?:of[\W_]*)?(?:the[\W_]*|a[\W_]*)?birth|new[\W_]*born",
    re.IGNORECASE,
)
BIRTH_PAPERS = re.compile(
    r"生育证|准生证|计生|计划生育|社会抚养费|生育服务证|生育服务登记|生育登记|一孩|二孩|超生|结婚证"
    r"|birth[\W_]*(?:permit|paper|quota|licen[cs]e|service)|social[\W_]*(?:maintenance|upbringing|compensation|fostering)"
    r"|family[\W_]*planning|childbirth[\W_]*(?:service|permit)|marriage[\W_]*certificate",
    re.IGNORECASE,
)


def guard_faults(chain: Chain) -> Iterator[Fault]:
    """Yield every piece of a chain that asks what must not be asked."""
    for piece in chain.of(*DEMANDS):
        yield from _saying(piece, RURAL_RIGHTS, "guard_rural_rights")
    for piece in chain.of(*SAYING):
        yield from _saying(piece, HUKOU_KIND, "guard_hukou_kind")
    yield from _birth(chain)


def _saying(piece: Piece, forbidden: re.Pattern[str], code: str) -> Iterator[Fault]:
    """Yield at most one fault for a line: an id, its words and a paper often say the same thing."""
    lines: set[int] = set()
    for text in _written(piece):
        match = forbidden.search(text)
        if match and text.line not in lines:
            lines.add(text.line)
            yield Fault(piece.file.name, text.line, code, {"word": match[0], "name": piece.name})


def _written(piece: Piece) -> Iterable[Text]:
    name = Text(piece.name)
    name.line = piece.line
    return (name, *texts(piece.body))


def _birth(chain: Chain) -> Iterator[Fault]:
    """Follow whatever registers a birth to the papers and conditions that it names."""
    papers = {piece.name: piece for piece in chain.of("papers")}
    for root in chain.of("entitlements", "conditions", "extend"):
        if not any(BIRTH_REGISTRATION.search(text) for text in _written(root)):
            continue
        for piece in reachable(chain, [root]):
            yield from _saying(piece, BIRTH_PAPERS, "guard_birth_papers")
            for text in texts(piece.body):
                paper = papers.get(str(text))
                if paper is not None and any(BIRTH_PAPERS.search(word) for word in _written(paper)):
                    facts = {"word": str(text), "name": piece.name}
                    yield Fault(piece.file.name, text.line, "guard_birth_papers", facts)
