"""What an English page said when its translation was made, and what has changed since."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from bitext.page import parse_page
from bitext.revision import blob_id
from bitext.segments import Segment, page_segments, plain


@dataclass(frozen=True)
class Change:
    """One source segment that asks something of its translation. before: its text then, None when it is new; after: its
    text now, None when it is gone; line: now (of what follows, when it is gone)."""

    before: str | None
    after: str | None
    line: int


def old_texts(root: Path, revisions: Iterable[str]) -> Mapping[str, str]:
    """The texts of git blobs, by their ids, as far as the repository around `root` has them (one call of git for all).

    An id that is not in the repository, as in a shallow clone, is absent; without git all are.
    """
    wanted = sorted({revision for revision in revisions if re.fullmatch(r"[0-9a-f]{40}", revision)})
    if not wanted:
        return {}
    try:
        run = subprocess.run(
            ["git", "-C", str(root), "cat-file", "--batch"],
            input="\n".join(wanted).encode() + b"\n",
            capture_output=True,
        )
    except OSError:
        return {}
    found: dict[str, str] = {}
    position, output = 0, run.stdout
    while (end := output.find(b"\n", position)) >= 0:
        head = output[position:end].split()
        position = end + 1
        if len(head) == 3 and head[1] == b"blob":
            size = int(head[2])
            content = output[position : position + size]
            position += size + 1
            if blob_id(content) == head[0].decode():
                found[head[0].decode()] = content.decode("utf-8", errors="replace").removeprefix("\ufeff")
    return found


def changes(before: str, now: Sequence[Segment]) -> tuple[dict[int, Change], list[tuple[int, Change]]]:
    """What a translator has to look at since the source page said `before`.

    Returns the changed and the new segments by their index in `now`, and for each segment that is gone the index in
    `now` before which it stood. Edits that ask nothing of a translator are left out: see `is_substantive`.
    """
    then = page_segments(parse_page(before.replace("\r\n", "\n"), "", "", ""))
    changed: dict[int, Change] = {}
    gone: list[tuple[int, Change]] = []
    keys = [[(segment.kind, segment.text, segment.level, segment.name) for segment in side] for side in (then, now)]
    for tag, first, last, start, end in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for old, new in _matched(then[first:last], now[start:end]):
            if old is not None and new is not None:
                if is_substantive(then[first + old], now[start + new]):
                    changed[start + new] = Change(then[first + old].text, now[start + new].text, now[start + new].line)
            elif new is not None:
                changed[start + new] = Change(None, now[start + new].text, now[start + new].line)
            elif old is not None:
                at = min(start, len(now) - 1)
                gone.append((start, Change(then[first + old].text, None, now[at].line if now else 0)))
    return changed, gone


def _matched(then: Sequence[Segment], now: Sequence[Segment]) -> list[tuple[int | None, int | None]]:
    """Old and new segments of one stretch, matched in order by how alike their texts are."""
    if len(then) == len(now):
        return [(index, index) for index in range(len(now))]
    result: list[tuple[int | None, int | None]] = []
    taken = 0
    for index, segment in enumerate(now):
        ratios = [
            SequenceMatcher(None, other.text, segment.text, autojunk=False).ratio()
            if other.kind == segment.kind
            else 0.0
            for other in then[taken:]
        ]
        best = max(range(len(ratios)), key=ratios.__getitem__, default=None)
        if best is None or ratios[best] < 0.5:
            result.append((None, index))
            continue
        result += [(taken + skipped, None) for skipped in range(best)]
        result.append((taken + best, index))
        taken += best + 1
    return result + [(index, None) for index in range(taken, len(then))]


_CONTRACTIONS = (
    (r"\b(can)not\b", r"\1 not"),
    (r"\bcan't\b", "can not"),
    (r"\bwon't\b", "will not"),
    (r"n't\b", " not"),
    (r"'re\b", " are"),
    (r"'ve\b", " have"),
    (r"'ll\b", " will"),
    (r"'m\b", " am"),
    (r"\b(it|that|there|here|what|who|where|he|she|let)'s\b", r"\1 is"),
)


def is_substantive(before: Segment, after: Segment) -> bool:
    """Whether an edit asks something of a translator: not when only case, punctuation, wrapping, contractions or the
    spelling of a word have changed."""
    if before.kind != after.kind or before.level != after.level or before.name.lower() != after.name.lower():
        return True
    if before.kind == "code":
        return before.text != after.text
    if (before.links, before.images, before.codes) != (after.links, after.images, after.codes):
        return True
    ours, theirs = _bare_words(before.prose), _bare_words(after.prose)
    if ours == theirs:
        return False
    for tag, first, last, start, end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if last - first != end - start:
            return "".join(ours[first:last]) != "".join(theirs[start:end])  # 'set up' and 'setup'
        if not all(map(_is_respelling, ours[first:last], theirs[start:end])):
            return True
    return False


def _bare_words(prose: str) -> list[str]:
    text = prose.casefold().replace("’", "'")
    for pattern, expanded in _CONTRACTIONS:
        text = re.sub(pattern, expanded, text)
    return [plain(word) for word in re.findall(r"\d+(?:[.,]\d+)*|[^\W\d_]+", text)]


def _is_respelling(before: str, after: str) -> bool:
    """Whether two words are one word with letters left out, doubled or transposed in one of them: no known pair of
    different words is as near as that and as long."""
    if before == after:
        return True
    if min(len(before), len(after)) < 5 or before[0] != after[0] or any(map(str.isdigit, before + after)):
        return False
    if sorted(before) == sorted(after):
        return True
    longer, shorter = (before, after) if len(before) > len(after) else (after, before)
    if len(longer) - len(shorter) != 1 or (longer.endswith(("s", "d", "r", "y")) and longer[:-1] == shorter):
        return False  # 'link' and 'links' are two words
    return any(longer[:index] + longer[index + 1 :] == shorter for index in range(1, len(longer)))
