"""What two segments say differently in code: literals are compared letter for letter, what is there for readers is not.

For readers are placeholders (`<your key>`), names of keys (`Ctrl+Shift+P`) and labels (`Settings > Users`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bitext.align.label_pairs import label_key
from bitext.align.numbers import is_number_in
from bitext.align.sameness import code_key, is_slip
from bitext.languages.keyboard import keystroke
from bitext.languages.lexicon import meaning, plain
from bitext.pages.segments import Segment

_NUMBER = re.compile(r"(?<=[A-Za-z_\[#])\d+|(?<=\()\d+(?=\))")  # of a name or an index, not of a date or a time
_DIGITS = re.compile(r"\d+")
_LABEL = re.compile(r"[A-ZÀ-Ý][a-zß-ÿœ]+(?:[-’'][A-Za-zß-ÿ]+)*")  # 'Users': a plain word with a capital
_LITERALS = frozenset("True False None Null Nil Undefined String Boolean Integer Number Object Array Date".split())
_FLAG = re.compile(r"(?:^|\s)--?[A-Za-z]")
_METHODS = frozenset("GET HEAD POST PUT PATCH DELETE OPTIONS".split())
_PROGRAMS = frozenset(
    "apt apt-get aws az brew bundle cargo cat cd chmod chown composer cp curl docker dotnet echo export find gcloud gem"
    " git go gradle grep helm java kubectl ls make mkdir mkdocs mv mvn node npm npx pip pip3 pnpm poetry pytest python"
    " python3 rm rsync ruby scp sed source ssh sudo systemctl tar terraform touch unzip uv wget yarn".split()
)
_FACT = re.compile(r"[\"'][\w.-]+[\"']\s*:")  # '"total": 50'
_COMMAND = re.compile(r"[$>#]? ?[a-z./~][\w./~-]*\s")  # 'git push': a name in small letters, and what it is told


def differing_codes(ours: Segment, theirs: Segment, labels: Mapping[str, str] = {}) -> tuple[list[str], list[str]]:
    """The code spans that only `ours` has, and those that only `theirs` has. A literal said twice, or in plain text on
    one side, is in both. labels: what the glossary of the translation says of labels."""
    mine, yours = ({_key(code): code for code in side.codes} for side in (ours, theirs))
    lost = [code for key, code in mine.items() if key not in yours and not _is_plain(code, theirs)]
    found = [code for key, code in yours.items() if key not in mine and not _is_plain(code, ours)]
    known = {label_key(label): label_key(shown) for label, shown in labels.items()}
    for code in lost.copy():
        shown = next((other for other in found if known.get(label_key(code)) == label_key(other)), None)
        if shown is not None:
            lost.remove(code)
            found.remove(shown)
    lost, found = _without_labels(lost, found)
    return _without_wording(lost, found), _without_wording(found, lost)


def _key(code: str) -> str:
    keys = keystroke(code)
    return code_key(code) if keys is None else "+".join(keys)


def _is_plain(code: str, segment: Segment) -> bool:
    """Whether a segment says the text of a code span without marks, or the number that it is in its own notation. A
    command that is part of a longer one ('ls -l' of 'ls -la') is not said there."""
    if " " in code.strip():
        return code.strip() in segment.prose
    return _is_whole(code, segment.text) or is_number_in(code, segment)


def _is_whole(code: str, text: str) -> bool:
    """Whether a text has a code span; one that is no plain word only where it is no part of a longer one."""
    if re.fullmatch(r"[^\W\d_][a-zß-ÿ]*", code):
        return code in text
    before, after = (r"(?<![\w-])" if code[0].isalnum() else "", r"(?![\w-])" if code[-1].isalnum() else "")
    return code in text and re.search(f"{before}{re.escape(code)}{after}", text) is not None


def _without_labels(lost: Sequence[str], found: Sequence[str]) -> tuple[list[str], list[str]]:
    """Both without the labels of one word, where each side has as many and each may translate the other."""
    mine, yours = ([code for code in codes if _is_label(code)] for codes in (lost, found))
    if len(mine) != len(yours) or not all(map(_may_translate, mine, yours)):
        return list(lost), list(found)
    return [code for code in lost if code not in mine], [code for code in found if code not in yours]


def _is_label(code: str) -> bool:
    return _LABEL.fullmatch(code) is not None and code not in _LITERALS


def _may_translate(ours: str, theirs: str) -> bool:
    """Whether two words, of which nothing else is known, may be the same in two languages: a slip is not a translation,
    nor are words that are known to mean something else, or two names of keys."""
    if keystroke(ours) and keystroke(theirs):
        return False
    means = [meaning(plain(word)) for word in (ours, theirs)]
    both_known = all(each.startswith("=") for each in means)
    return not is_slip(ours, theirs) and (not both_known or means[0] == means[1])


def _without_wording(codes: Sequence[str], others: Sequence[str]) -> list[str]:
    """The codes without those of several words that the other side says in its own: labels, formulas in words. The
    numbers of their names and indices are the same; commands are code."""
    worded, said = ([code for code in side if " " in code.strip()] for side in (codes, others))
    known = [sorted(_NUMBER.findall(code)) for code in said]
    as_many = len(worded) == len(said)
    partners = dict(zip(worded, said, strict=True)) if as_many else {}
    differ = [
        code
        for code in worded
        if (as_many and sorted(_NUMBER.findall(code)) not in known)
        or any(_DIGITS.sub("0", code) == _DIGITS.sub("0", other) for other in said)
        or (_is_other_command(code, partners[code]) if code in partners else is_command(code))
    ]
    return [
        code for code in codes if code not in worded or code in differ or any(is_slip(code, other) for other in others)
    ]


def is_command(code: str) -> bool:
    """Whether a text of several words is a call of a program or of an address, or a fact of JSON: no language
    translates one. A row of small words that is neither may be a label."""
    first, *rest = code.lstrip("$># ").split()
    if first in _METHODS:
        return bool(rest) and rest[0][0] in "/{h"
    if _FACT.match(code):
        return True
    return bool(rest) and bool(_COMMAND.match(code)) and (first in _PROGRAMS or _FLAG.search(code) is not None)


def _is_other_command(code: str, other: str) -> bool:
    """Whether both are calls of one command and say different things: 'git push' and 'git pull', 'ls -la' and 'ls -l'.
    Words that are translated ('cp file copy') are no difference."""
    ours, theirs = code_key(code).split(), code_key(other).split()
    if ours[0] != theirs[0]:
        return {ours[0], theirs[0]} <= _METHODS or (is_command(code) and is_command(other))
    if _FACT.match(code):
        return ours[1:] != theirs[1:] and code.count('"') == 2
    if not _COMMAND.match(code):
        return False
    if len(ours) != len(theirs):
        return bool(_FLAG.search(code) or _FLAG.search(other))
    changed = [(one, two) for one, two in zip(ours, theirs, strict=True) if one != two]
    return any(one[0] == "-" or not _is_translated(one, two) for one, two in changed)


def _is_translated(ours: str, theirs: str) -> bool:
    mine, yours = ([meaning(plain(word)) for word in re.findall(r"[^\W\d_]+", text)] for text in (ours, theirs))
    return mine == yours and all(mine)
