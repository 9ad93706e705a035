"""Words that exclude each other: where one text says one, its translation must not say another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

from bitext.cached import Asked, cached_property
from bitext.languages.language import language_of
from bitext.languages.lexicon import plain
from bitext.languages.roots import root
from bitext.meaning.compared import Compared
from bitext.meaning.lexicon import SURE, Lexicon, Side
from bitext.meaning.links import CONTENT, chance
from bitext.meaning.negation import plain_text
from bitext.meaning.tokens import Token

_LEXICONS = Path(__file__).parents[1] / "languages" / "lexicons"
_SHORT = 14  # words of a text in which any two can stand for each other
_NEAR = 5  # words between the place of a word and where its translation stands
_CLOSE = 3  # words between a word and one that stands for it though that is not likely by itself
_DENIED = 6  # words between what denies and what is denied
_BESIDE = 2  # words to either side of two that stand in the same place, of which some stand for each other
_MEANT = 0.35  # how likely a translation is that a site uses, whatever else its words mean
_LESS = frozenset({"less", "moins"})  # which turn the word behind them round
_NOT_SHORT = 3  # letters of the root of a word beside another
_WORDS = ("word", "name")
Member = tuple[int, int]  # a class, and one of its members
NOTHING = frozenset[Member]()


@dataclass(frozen=True)
class Exchanged:
    """source, target: the words, as they are written, that exclude each other."""

    source: str
    target: str


class Members(dict[str, list[Member]]):
    """The members of classes that something written is: a word, two words, or a root behind '^'."""

    def __init__(self, members: Mapping[str, list[Member]], language: str) -> None:
        super().__init__(members)
        self._language = language

    @cached_property
    def by_key(self) -> Mapping[str, Set[Member]]:
        """What words may be, alone or as the first of two, by the keys of their tokens."""
        found = defaultdict[str, set[Member]](set)
        for written, members in self.items():
            word = plain(written.partition(" ")[0])
            for key in (root(word, self._language), word.rstrip("'")):
                found[key].update(members)
        return dict(found)

    @cached_property
    def by_roots(self) -> Mapping[tuple[str, ...], Set[Member]]:
        """What roots are."""
        return Asked(lambda roots: {member for root in roots for member in self.get(f"^{root}", ())})


@cache
def classes(ours: str, theirs: str) -> tuple[Members, Members] | None:
    """For two languages, the members of classes that each of their words is; None if none are known."""
    for first, second in ((ours, theirs), (theirs, ours)):
        file = _LEXICONS / f"{first}-{second}-classes.txt"
        if file.is_file():
            lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
            sides = [_members([line.split(" = ")[side] for line in lines], (first, second)[side]) for side in (0, 1)]
            return (sides[0], sides[1]) if first == ours else (sides[1], sides[0])
    return None


def _members(lines: Sequence[str], language: str) -> Members:
    found = defaultdict[str, list[Member]](list)
    for number, line in enumerate(lines):
        for place, words in enumerate(line.split("|")):
            for form in _all_forms(words.split(), language):
                if (number, place) not in found[form]:
                    found[form].append((number, place))
    return Members(found, language)


def _all_forms(words: Iterable[str], language: str) -> Iterator[str]:
    """The forms of words; and of two in a row the first, with the space behind it."""
    for form in (form for word in words for form in _forms(word, language)):
        first, space, _ = form.partition(" ")
        yield from (form, first + space) if space else (form,)


def _forms(word: str, language: str) -> Iterator[str]:
    """How a member is written: as it stands, or in all its regular forms; and behind '^' the root of those, by which
    a lexicon knows it."""
    exact, text = word[0] == "=", word.lstrip("=").replace("_", " ")
    yield text
    if not exact and text[0].islower():
        yield from (text[: len(text) - cut] + ending for cut, ending in _ENDINGS[language](text))
        yield f"^{root(plain(text), language)}"


def _english(word: str) -> Iterator[tuple[int, str]]:
    yield from ((0, ending) for ending in ("s", "es", "ed", "d", "ing", "ly"))
    if word[-1] in "ey":
        yield from ((1, ending) for ending in ("ing", "ies", "ied", "ily"))
    yield from ((0, word[-1] + ending) for ending in ("ed", "ing"))


_OF_VERBS = {
    "er": "e es ent ez ons é ée és ées ant era erez eront erons erait eraient",
    "ir": "is it issez issent issons i ie ies issant ira irez iront",
    "re": "s t ez ent ons u ue us ues ant ra rez ront",
}
_BARE = ("re",)  # endings of verbs whose stem is a form: « répond »


def _french(word: str) -> Iterator[tuple[int, str]]:
    yield from ((0, ending) for ending in ("s", "e", "es", "x"))
    yield from ((2, ending) for ending in _OF_VERBS.get(word[-2:], "").split())
    if word[-2:] in _BARE:
        yield 2, ""


_ENDINGS = {"en": _english, "fr": _french}


Places = dict[int, list[int]]  # by members of a class, where they are said


class Opposites:
    """Words that exclude each other, as a class of words of two languages and the lexicon of a site know them."""

    def __init__(self, members: tuple[Members, Members], lexicon: Lexicon) -> None:
        self._members = members
        self._sides = lexicon.ours, lexicon.theirs
        self._may_be = _may_be(lexicon.ours, *members), _may_be(lexicon.theirs, *members[::-1])
        self._known: tuple[dict[str, list[Member]], dict[str, list[Member]]] = ({}, {})

    def exchanged(self, each: Compared) -> Iterator[Exchanged]:
        """The words of the translation that exclude those that stand in their place in the text."""
        ours, theirs = each.ours.all, each.theirs.all
        may_say = (
            NOTHING.union(*map(may_be.__getitem__, {token.key for token in tokens}))
            for may_be, tokens in zip(self._may_be, (ours, theirs), strict=True)
        )
        if not _may_differ(*may_say):
            return
        told = set[int]()
        for first, second in self._crossed(each):
            if second not in told:
                told.add(second)
                yield Exchanged(ours[first].text, theirs[second].text)

    def _crossed(self, each: Compared) -> Iterator[tuple[int, int]]:
        """The places of two words that exclude each other, class by class."""
        ours, theirs = each.ours.all, each.theirs.all
        here, there = (self._said(tokens, side) for side, tokens in enumerate((ours, theirs)))
        for number in sorted(here.keys() & there.keys()):
            if _differ(here[number], there[number]):
                for first, second in _crossed(here[number], there[number], each):
                    if not self._is_meant(ours[first], theirs[second], each.lexicon):
                        yield first, second

    def _is_meant(self, ours: Token, theirs: Token, lexicon: Lexicon) -> bool:
        """Whether a site says one word for the other. What it learns of two that are both listed is not to be believed:
        they often stand together, and a page that exchanges them teaches that they mean the same."""
        if all(_written(token) in side for token, side in zip((ours, theirs), self._members, strict=True)):
            lexicon = Lexicon(Side({}, lexicon.ours.base), Side({}, lexicon.theirs.base))
        return chance(ours, theirs, lexicon) >= _MEANT

    def _said(self, tokens: Sequence[Token], side: int) -> dict[int, Places]:
        return _said(tokens, self._members[side], lambda key: self._by_meaning(key, side))

    def _by_meaning(self, key: str, side: int) -> list[Member]:
        """The members that a word means for sure, by the lexicon, if it stands in no class."""
        known = self._known[side]
        if key not in known:
            places = defaultdict[int, set[int]](set)
            for other in self._sides[side].row(key).sure if len(key) > CONTENT else ():
                if len(other) >= CONTENT and self._likely(key, other, side) >= SURE:
                    for number, place in self._members[1 - side].get(f"^{other}", ()):
                        places[number].add(place)
            known[key] = [(number, min(found)) for number, found in places.items() if len(found) == 1]
        return known[key]

    def _likely(self, key: str, other: str, side: int) -> float:
        """How likely two words mean each other, in the direction in which that is less likely."""
        likely, back = self._sides[side].means(key)[other], self._sides[1 - side]
        return min(likely, back.means(other).get(key, 0.0)) if back.knows(other) else likely


def exchanged(ours: Sequence[Token], theirs: Sequence[Token], members: tuple[Members, Members]) -> Iterator[Exchanged]:
    """The words of `theirs` that exclude some of `ours`, wherever they stand, as far as classes tell."""
    both = {token.text for token in ours} & {token.text for token in theirs}  # names, and what is quoted
    ours, theirs = ([token for token in side if token.text not in both] for side in (ours, theirs))
    here, there = (_said(side, known, lambda _: ()) for side, known in zip((ours, theirs), members, strict=True))
    for number in sorted(here.keys() & there.keys()):
        lost, new = _more(here[number], there[number]), _more(there[number], here[number])
        if lost and new:
            yield Exchanged(ours[here[number][lost[0]][0]].text, theirs[there[number][new[0]][0]].text)


def _said(tokens: Sequence[Token], own: Members, otherwise: Callable[[str], Sequence[Member]]) -> dict[int, Places]:
    """By classes and their members, the places of the words that say them. Two words that say one count once.
    otherwise: of the key of a word that stands in no class, what members it is."""
    found: dict[int, Places] = {}
    skipped = -1
    for index, token in enumerate(tokens):
        if token.kind in _WORDS and index != skipped:
            alone, both = _members_at(index, tokens, own) if token.key in own.by_key else ((), ())
            skipped = index + 1 if both else -1
            begins_one = f"{_written(token)} " in own  # 'switch' says nothing: 'switch on' and 'switch off' do
            for number, place in both or alone or (() if begins_one else otherwise(token.key)):
                found.setdefault(number, {}).setdefault(place, []).append(index)
    return found


def _members_at(index: int, tokens: Sequence[Token], own: Members) -> tuple[Sequence[Member], Sequence[Member]]:
    """What the word at `index` is, and what it is with the word behind it."""
    text, after = _written(tokens[index]), "".join(map(_written, tokens[index + 1 : index + 2]))
    return own.get(text, ()) or own.get(tokens[index].text, ()), own.get(f"{text} {after}", ()) if after else ()


def _written(token: Token) -> str:
    return token.text.replace("’", "'").lower() if token.kind in _WORDS else ""


def _may_be(side: Side, own: Members, others: Members) -> Mapping[str, Set[Member]]:
    """By the key of any token, what it may be: itself, or by what it surely means. That is found sooner than what it
    is, and most texts need no more."""

    def of(key: str) -> Set[Member]:
        return own.by_key.get(key, NOTHING) | others.by_roots[side.row(key).sure]

    sure = ((key, others.by_roots[row.sure]) for key, row in side.own.items())
    known = {**dict.fromkeys(side.own, NOTHING), **{key: members for key, members in sure if members}}
    known.update([(key, of(key)) for key in side.own.keys() & own.by_key.keys()])
    return Asked(of, known)


def _may_differ(here: Set[Member], there: Set[Member]) -> bool:
    """Whether texts that may say these members may say different ones of a class."""
    both = {number for number, _ in here} & {number for number, _ in there}
    return len([number for number, _ in here | there if number in both]) > len(both)


def _more(here: Places, there: Places) -> list[int]:
    """The members of a class that are said more often here than there."""
    return [place for place, words in here.items() if len(words) > len(there.get(place, ()))]


def _differ(here: Places, there: Places) -> bool:
    """Whether one member is said more often in the text, and another one in the translation."""
    return bool(_more(here, there) and _more(there, here))


def _crossed(here: Places, there: Places, each: Compared) -> Iterator[tuple[int, int]]:
    """The places of two words that exclude each other, where nothing else accounts for either."""
    lost, new = _alone(here, there, each)
    is_short = _is_short(each)
    for second, member in new:
        place = each.links.place(second)
        for first, other in lost:
            is_there = is_short or abs(first - place) <= _NEAR
            if member != other and is_there and _is_exchanged(first, second, each):
                yield first, second
                break


def _alone(here: Places, there: Places, each: Compared) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The words of both sides that no word of the same member stands for, each with its member."""
    lost, new = list[tuple[int, int]](), list[tuple[int, int]]()
    for member in here.keys() | there.keys():
        mine, others = list(here.get(member, ())), list(there.get(member, ()))
        pairs = sorted((abs(first - each.links.place(second)), first, second) for first in mine for second in others)
        for _, first, second in pairs:
            if first in mine and second in others:
                mine.remove(first)
                others.remove(second)
        lost += [(first, member) for first in mine]
        new += [(second, member) for second in others]
    return sorted(lost), sorted(new)


def _is_exchanged(first: int, second: int, each: Compared) -> bool:
    """Whether one of two words that exclude each other stands where the other should."""
    is_alike = all(alike(first, second, each) for alike in (_deny_alike, _imply_alike, _tell_of_one))
    return is_alike and _is_free(first, second, each) and _is_in_place(first, second, each)


def _is_in_place(first: int, second: int, each: Compared) -> bool:
    """Whether both words begin their texts, or some of those beside them stand for each other; in a short text, as far
    as they are known."""
    ours, theirs = each.ours.all, each.theirs.all
    if first == second == 0 and each.links.back:
        return True
    mine, others = _beside(first, ours), _beside(second, theirs)
    found = [each.links.forth[here] for here in mine if here in each.links.forth]
    linked = {there for there in found if len(theirs[there].key) >= _NOT_SHORT}
    return not linked.isdisjoint(others) or (not linked and _is_short(each))


def _is_short(each: Compared) -> bool:
    return max(len(each.ours.all), len(each.theirs.all)) <= _SHORT


def _beside(place: int, tokens: Sequence[Token]) -> set[int]:
    """The nearest words to either side of a word, within its sentence."""
    found = set[int]()
    for way in (range(place - 1, -1, -1), range(place + 1, len(tokens))):
        left = _BESIDE
        for index in way:
            if left == 0 or tokens[index].is_end:
                break
            if tokens[index].kind != "mark" and len(tokens[index].key) >= _NOT_SHORT:
                found.add(index)
                left -= 1
    return found


def _is_free(first: int, second: int, each: Compared) -> bool:
    """Whether neither word stands for another one that means something."""
    mine, other = each.links.forth.get(first), each.links.back.get(second)
    if mine not in (None, second) and len(each.theirs.all[mine].key) >= CONTENT and _is_linked(first, mine, each):
        return False
    return other in (None, first) or len(each.ours.all[other].key) < CONTENT or not _is_linked(other, second, each)


def _is_linked(first: int, second: int, each: Compared) -> bool:
    """Whether a link is to be believed: it is likely, or of words in each other's place."""
    is_near = abs(first - each.links.place(second)) <= _CLOSE
    return is_near or chance(each.ours.all[first], each.theirs.all[second], each.lexicon) >= SURE


def _deny_alike(first: int, second: int, each: Compared) -> bool:
    """Whether both words are denied, or neither: « pas facile » is 'hard'."""
    return _is_denied(first, each.ours.all, each.languages[0]) == _is_denied(second, each.theirs.all, each.languages[1])


def _is_denied(index: int, tokens: Sequence[Token], language: str) -> bool:
    """Whether something before a word denies it, within what is said."""
    denials = language_of(language).denials
    near = tokens[max(0, index - _DENIED) : index]
    before = [plain_text(each.text).strip("'") for each in takewhile(_goes_on, reversed(near))]
    is_lessened = bool(before) and before[0] in _LESS
    return is_lessened or (denials is not None and not denials.says.isdisjoint(before))


def _goes_on(token: Token) -> bool:
    return not token.is_end and token.text != ","


def _imply_alike(first: int, second: int, each: Compared) -> bool:
    """Whether as many words beside both deny in other words: 'usually unnecessary' is « rarement nécessaire »."""
    here = _implying(first, each.ours.all, each.languages[0])
    return here == _implying(second, each.theirs.all, each.languages[1])


def _tell_of_one(first: int, second: int, each: Compared) -> bool:
    """Whether 'less' or 'more' is said of words that stand for each other: 'less expensive' is « plus abordable »."""
    ours, theirs = each.ours.all, each.theirs.all
    if _LESS.isdisjoint((ours[first].text.lower(), theirs[second].text.lower())):
        return True
    behind = range(second + 1, second + 1 + _BESIDE)
    return any(each.links.forth.get(index) in behind for index in range(first + 1, first + 1 + _BESIDE))


def _implying(index: int, tokens: Sequence[Token], language: str) -> int:
    denials = language_of(language).denials
    beside = (*tokens[max(0, index - _BESIDE) : index], *tokens[index + 1 : index + 1 + _BESIDE])
    texts = [plain_text(token.text) for token in beside]
    return 0 if denials is None else sum(denials.implied.fullmatch(text) is not None for text in texts)
