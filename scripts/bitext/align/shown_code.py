"""What no language translates in a line that is shown as it is: commands, numbers, names, the edges of a diagram."""

from __future__ import annotations

import re

from bitext.align.names import differing_names
from bitext.align.numbers import differing_numbers
from bitext.align.sameness import code_key
from bitext.pages.segments import Segment

_PROMPT = re.compile(r"\s*(?:\$|PS [A-Z]:[^>]*>|[A-Z]:\\[^>]*>|>>>|[\w.-]+@[\w.-]+:\S*[$#])\s+(?P<command>\S.*)")
_FREE_IN_COMMANDS = re.compile(r"(?:^|\s)#\s.*$|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|<[^<>]*>")
_METHOD = re.compile(r"\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)(?=\s+(?:/|\{|https?:))")
_LABELS = re.compile(
    r"\"[^\"]*\"|\|[^|]*\||\[+[^\[\]]*\]+|\(+[^()]*\)+|\{+[^{}]*\}+|(?<=--)\s+[^->]+?\s+(?=--)|(?<===)\s+[^=>]+?\s+(?===)"
)
_CUT_LABEL = re.compile(r"\A[^()\[\]{}]*[)\]}]|[(\[{][^()\[\]{}]*\Z")  # begun in another line, or ended there
_ARROW = re.compile(r"<?(?:-{2,}|={2,}|-\.+-|\.{2,})[>ox)]{0,2}|-{1,2}>{1,2}|-{1,2}[x)](?=\s|\+|-|\w)")
_KIND = re.compile(
    r"\s*(?:(?:graph|flowchart|direction)\s+(?:TB|TD|BT|RL|LR)\b|autonumber|loop|alt|opt|par)\b"
)  # of a diagram
_NODE = re.compile(r"[^\W_]\w*(?:[ -]\w+)*")
_TECHNICAL = re.compile(r"\S|\S*[\d_]\S*|\S*[a-z][A-Z]\S*")  # no word that a reader reads


def is_other_code(ours: str, theirs: str, languages: tuple[str, str] = ("", "")) -> bool:
    """Whether two lines that are for people say something else that is not: another command after a prompt, another
    number, path, address, option, method of HTTP, or another end of an arrow."""
    kinds = [match[0].split() for line in (ours, theirs) if (match := _KIND.match(line))]
    if len(kinds) == 2 and kinds[0] != kinds[1]:
        return True
    if _command(ours) != _command(theirs) or _METHOD.findall(ours) != _METHOD.findall(theirs):
        return True
    here, there = (Segment("paragraph", (), 0, 0, line.replace("<", " ")) for line in (ours, theirs))
    if any(differing_numbers(here, there, languages)) or any(differing_names(here, there)):
        return True
    return _are_other_edges(ours, theirs)


def _command(line: str) -> str:
    """What follows a prompt, less its comments and what is in quotation marks; placeholders by their shape."""
    match = _PROMPT.match(line)
    return code_key(_FREE_IN_COMMANDS.sub(" ", match["command"])) if match else ""


def _are_other_edges(ours: str, theirs: str) -> bool:
    """Whether the arrows of two lines differ, or join other nodes; a node that is a word may be translated."""
    mine, yours = _edges(ours), _edges(theirs)
    if not mine[0] or not yours[0]:
        return False
    if mine[0] != yours[0] or len(mine[1]) != len(yours[1]):
        return True
    nodes = zip(mine[1], yours[1], strict=True)
    return any(one != two and any(map(_TECHNICAL.fullmatch, (one, two))) for one, two in nodes)


def _edges(line: str) -> tuple[list[str], list[str]]:
    """The arrows of a line of a diagram and the nodes that they join, without labels."""
    bare = _CUT_LABEL.sub(" ", _LABELS.sub(" ", line))
    arrows = _ARROW.findall(bare)
    if not arrows:
        return [], []
    ends = _ARROW.split(bare)
    ends[-1] = ends[-1].partition(":")[0]
    return arrows, [node for end in ends for node in _NODE.findall(end)]
