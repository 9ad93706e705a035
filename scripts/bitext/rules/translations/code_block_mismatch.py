import re
from collections.abc import Iterator

from bitext.align.sameness import is_slip, shortened
from bitext.align.shown_code import is_other_code
from bitext.history.pair import Pair
from bitext.rule import Report, rule

_COMMENT = re.compile(r"(?<![:\"'])//.*$|(?:^|\s)(?:#+|--|;)\s.*$|/\*.*?\*/|<!--.*?-->|^\s*\*\s.*$")
_COMMENT_IN = {  # what begins a comment in these languages, to the end of the line
    **dict.fromkeys(
        "bash conf console cfg dockerfile elixir gitignore ini julia make makefile nginx perl powershell properties "
        "ps1 py python r rb ruby sh shell shell-session toml yaml yml zsh".split(),
        re.compile(r"(?:^|\s)#.*$"),
    ),
    **dict.fromkeys("erlang latex matlab octave postscript prolog tex".split(), re.compile(r"(?<!\\)%.*$")),
    **dict.fromkeys("ada applescript haskell lua mysql postgres psql sql vhdl".split(), re.compile(r"--.*$")),
    **dict.fromkeys("basic vb vbnet vbscript".split(), re.compile(r"'.*$")),
    **dict.fromkeys("asm clojure lisp nasm racket scheme".split(), re.compile(r";.*$")),
    **dict.fromkeys("bat batch cmd".split(), re.compile(r"^\s*(?:::|rem\b).*$", re.IGNORECASE)),
}
_SAME = {
    **dict.fromkeys(("text", "txt", "plain", "plaintext", "none", "no-highlight"), ""),
    **dict.fromkeys(("sh", "shell", "zsh"), "bash"),
    "js": "javascript",
    "md": "markdown",
    "ps1": "powershell",
    "py": "python",
    "py3": "python",
    "python3": "python",
    "rb": "ruby",
    "ts": "typescript",
    "yml": "yaml",
}
_WITH_TAGS = frozenset("astro handlebars hbs html javascript js jsx svelte ts tsx typescript vue xml".split())
_ELEMENT_TEXT = re.compile(r"\s*[A-ZÀ-Ý][^<>{}=;()\[\]$_`\"]*\s[^<>{}=;()\[\]$_`\"]*")  # words, on a line of their own
_NO_COMMENT = re.compile(r"(?!)")
_TEXT = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`[^`]*`|(?<=>)[^<>]+(?=<)")
_NAME = re.compile(r"[\"'`](?=\S*[\d_/.@])\S+[\"'`]")  # an id, date, path or address
_CLICK = re.compile(r"^(\s*click\s+\S+\s+(?:href\s+)?\")#[^\"]*")  # of a diagram: a link to a section, checked as one
_FREE = {"", "text", "txt", "md", "markdown", "mermaid", "plantuml", "console", "none"}


@rule("pair")
def code_block_mismatch(pair: Pair) -> Iterator[Report]:
    """A code block differs in its language, its number of lines, or in anything but comments and text for people. A
    text that is nearly the same on both sides is taken for a slip, one that is wholly different for a translation.

    In a block that is shown as it is (`text`, `console`, no language, a diagram) the words are for people; commands
    after a prompt, numbers, paths, addresses, options and what the arrows of a diagram join are not.

    Bad: `"amount": 10` is `"montant": 10`; `$ codat login` is `$ codat logout`.
    Good: `call()  // asks the server` is `call()  // interroge le serveur`.
    """
    for ours, theirs in pair.matched:
        if ours.kind != "code" or theirs.kind != "code" or (ours.text, ours.name) == (theirs.text, theirs.name):
            continue
        where = f"{pair.source.page.path}:{ours.line}"
        if _language(ours.name) != _language(theirs.name):
            yield Report(theirs.line, f"code block in '{theirs.name}' is in '{ours.name}' in {where}", ours.line)
            continue
        mine, yours = ours.text.splitlines(), theirs.text.splitlines()
        if len(mine) != len(yours):
            yield Report(theirs.line, f"code block has {len(yours)} lines, but {len(mine)} in {where}", ours.line)
            continue
        for number, (left, right) in enumerate(zip(mine, yours, strict=True), 1):
            if left != right and _differs(left, right, ours.name.lower(), pair.languages):
                there = f"{pair.source.page.path}:{ours.line + number}"
                message = f"code '{shortened(right)}' is '{shortened(left)}' in {there}"
                yield Report(theirs.line + number, message, ours.line + number)
                break


def _language(name: str) -> str:
    """A language under one of its names: those of a block that is shown as it is are one."""
    return _SAME.get(name.lower(), name.lower())


def _differs(left: str, right: str, language: str, languages: tuple[str, str]) -> bool:
    if language in _WITH_TAGS and all(map(_ELEMENT_TEXT.fullmatch, (left, right))):
        return is_slip(left.strip(), right.strip())
    (words, mine), (others, yours) = (_apart(_CLICK.sub(r"\1#", line), language) for line in (left, right))
    if words != others or len(mine) != len(yours):
        return (
            language not in _FREE or is_slip(" ".join(words), " ".join(others)) or is_other_code(left, right, languages)
        )
    if language in _FREE and is_other_code(left, right, languages):
        return True
    texts = zip(mine, yours, strict=True)
    return any(ours != theirs and (_NAME.fullmatch(ours) or is_slip(ours, theirs)) for ours, theirs in texts)


def _apart(line: str, language: str) -> tuple[list[str], list[str]]:
    """The code of a line without comments, in words, and the texts in it; a text before a colon is a key, and code."""
    line = _COMMENT.sub("", _COMMENT_IN.get(language, _NO_COMMENT).sub("", line))
    texts: list[str] = []

    def take(match: re.Match[str]) -> str:
        if line[match.end() :].lstrip().startswith(":"):
            return match[0]
        texts.append(match[0].strip())
        return '""'

    return _TEXT.sub(take, line).split(), texts
