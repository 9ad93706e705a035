import re
from collections.abc import Iterator

from bitext.compare import shortened
from bitext.pair import Pair
from bitext.rule import Report, rule

_COMMENT = re.compile(r"(?://+|#+|--|;)\s.*$|/\*.*?\*/|<!--.*?-->")
_PROSE = re.compile(
    r"\"[^\"]*\s[^\"]*\"|'[^']*\s[^']*'|>[^<>{}]*\s[^<>{}]*<|\|[^|]*\||\[[^\]]*\s[^\]]*\]|\([^)]*\s[^)]*\)"
)


@rule("translations", "pair")
def code_block_mismatch(pair: Pair) -> Iterator[Report]:
    """A code block differs in its language, its number of lines, or in anything but comments and text for people.

    Bad: `"amount": 10` is `"montant": 10`.
    Good: `call()  // asks the server` is `call()  // interroge le serveur`.
    """
    for ours, theirs in pair.matched:
        if ours.kind != "code" or theirs.kind != "code" or ours.text == theirs.text:
            continue
        where = f"{pair.source.page.path}:{ours.line}"
        if ours.name != theirs.name:
            yield Report(theirs.line, f"code block in '{theirs.name}' is in '{ours.name}' in {where}", ours.line)
            continue
        mine, yours = ours.text.splitlines(), theirs.text.splitlines()
        if len(mine) != len(yours):
            message = f"code block has {len(yours)} lines, but {len(mine)} in {where}"
            yield Report(theirs.line, message, ours.line)
            continue
        for number, (left, right) in enumerate(zip(mine, yours, strict=True), 1):
            if left != right and _bare(left) != _bare(right):
                message = (
                    f"code '{shortened(right)}' is '{shortened(left)}' in {pair.source.page.path}:{ours.line + number}"
                )
                yield Report(theirs.line + number, message, ours.line + number)
                break


def _bare(line: str) -> str:
    return " ".join(_PROSE.sub("", _COMMENT.sub("", line)).split())
