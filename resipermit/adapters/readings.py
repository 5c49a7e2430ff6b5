"""How a name sounds: full pinyin and initials, with the readings that characters have as surnames only."""

from functools import cache

from resipermit.domain.names import is_han, normalised

# Common dictionaries give these characters their everyday reading; as surnames they sound otherwise.
SURNAMES = {
    "单": "shan",
    "曾": "zeng",
    "仇": "qiu",
    "解": "xie",
    "区": "ou",
    "朴": "piao",
    "查": "zha",
    "盖": "ge",
    "任": "ren",
    "覃": "qin",
    "缪": "miao",
    "乐": "yue",
    "员": "yun",
    "繁": "po",
    "冼": "xian",
    "燕": "yan",
    "翟": "zhai",
    "召": "shao",
    "折": "she",
    "祭": "zhai",
    "种": "chong",
    "黑": "he",
    "秘": "bi",
    "祕": "bi",
    "牟": "mou",
    "那": "na",
    "郗": "xi",
    "郇": "xun",
    "柏": "bai",
    "卜": "bu",
    "应": "ying",
    "宁": "ning",
    "车": "che",
    "都": "du",
    "莘": "shen",
    "隗": "wei",
    "谌": "chen",
    "石": "shi",
    "谷": "gu",
    "省": "xing",
    "藏": "zang",
    "沈": "shen",
    "干": "gan",
    "洗": "xian",
    "尉": "wei",
    "万俟": "mo qi",
    "尉迟": "yu chi",
    "长孙": "zhang sun",
    "澹台": "tan tai",
    "单于": "chan yu",
    "宰父": "zai fu",
    "令狐": "ling hu",
}


def readings(name: str) -> tuple[tuple[str, str], ...]:
    """Return (full pinyin, initials) for each way the name may be read, the surname's own way first.

    Latin letters stand for themselves; what has no reading is left out.
    """
    text = normalised(name)
    everyday = [_sound(char) for char in text]
    length = 2 if text[:2] in SURNAMES else 1
    as_surname = SURNAMES.get(text[:length])
    ways = [everyday] if as_surname is None else [[*as_surname.split(), *everyday[length:]], everyday]
    found = []
    for way in ways:
        syllables = [syllable for syllable in way if syllable]
        pair = "".join(syllables), "".join(syllable[0] for syllable in syllables)
        if pair[0] and pair not in found:
            found.append(pair)
    return tuple(found)


@cache
def _sound(char: str) -> str:
    if char.isascii():
        return char if char.isalnum() else ""
    if not is_han(char):
        return ""
    from pypinyin import lazy_pinyin  # loads its dictionary: 0.14 s

    sound = lazy_pinyin(char, errors="ignore")
    return str(sound[0]) if sound else ""
