"""Search in the reader's language: the index that is built, and what Chromium finds with it."""

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest
from conftest import ANSWERED, CONFIG, ROOT, SCRIPTS, build, run, served, wait_until
from playwright.sync_api import Browser, Locator, Page, Route, expect

Open = Callable[..., Page]
DESKTOP = {"viewport": {"width": 1440, "height": 900}}
EN, FR = "/", "/fr/"
SAGE_200, ACCOUNTING, INTACCT = (f"integrations/sage-{name}/" for name in ("200", "accounting", "intacct"))
COMPANIES, PORTAL = "portal/companies/", "portal/accounting-integrations/"

#: What readers type, and the pages that answer; one of them comes first.
QUERIES = [
    # digits, versions, addresses
    (EN, "sage200", [SAGE_200, f"{SAGE_200}setup/"]),
    (EN, "v3.1", [ACCOUNTING, f"{ACCOUNTING}setup/"]),
    (EN, "90-day", [f"{SAGE_200}setup/"]),
    (EN, "https://sageone.codat.io/oauth/callback", [f"{ACCOUNTING}setup/"]),
    (FR, "sage 200", [SAGE_200, f"{SAGE_200}setup/"]),
    (FR, "3.1", [ACCOUNTING, f"{ACCOUNTING}setup/"]),
    (FR, "90 jours", [f"{SAGE_200}setup/"]),
    (FR, "sageone.codat.io", [f"{ACCOUNTING}setup/"]),
    # words that say little, without accents
    (FR, "bac a sable", [f"{SAGE_200}setup/", COMPANIES]),
    (FR, "où trouver l’URL Link", [COMPANIES]),
    (EN, "what does Request data mean", [COMPANIES, PORTAL]),
    (FR, "que signifie Request data", [COMPANIES, PORTAL]),
    (FR, "combien de temps faut-il attendre", [f"{SAGE_200}setup/", f"{INTACCT}setup/", f"{ACCOUNTING}setup/"]),
    # former names, names without a space
    (EN, "sage200cloud", [SAGE_200, f"{SAGE_200}setup/"]),
    (EN, "sageintacct", [INTACCT, f"{INTACCT}setup/"]),
    (EN, "sagebusinesscloud", [ACCOUNTING, f"{ACCOUNTING}setup/"]),
    (FR, "Sage Business Cloud", [ACCOUNTING, f"{ACCOUNTING}setup/"]),
    # slips of typing
    (EN, "subscripton key", [f"{SAGE_200}setup/"]),
    (EN, "callbakc url", [f"{ACCOUNTING}setup/"]),
    (EN, "sage intact", [INTACCT, f"{INTACCT}setup/"]),
    (FR, "identifient", [f"{SAGE_200}setup/", f"{INTACCT}setup/", PORTAL]),
    (FR, "mot de pase", [f"{INTACCT}setup/", f"{SAGE_200}setup/"]),
    # compounds, spelling of other countries
    (EN, "git hub", [f"{ACCOUNTING}setup/"]),
    (EN, "validation error", [f"{SAGE_200}setup/"]),
    (EN, "webservices", [f"{INTACCT}setup/"]),
    # the name of a page in the navigation
    (EN, "limitations", [f"{SAGE_200}limitations/"]),
    (FR, "limites", [f"{SAGE_200}limitations/"]),
    (EN, "companies", [COMPANIES]),
    # what a guide and a page about the Portal both say
    (EN, "spaces in keys", [f"{SAGE_200}setup/", f"{ACCOUNTING}setup/"]),
    (FR, "espaces dans les clés", [f"{SAGE_200}setup/", f"{ACCOUNTING}setup/"]),
    (EN, "grey", [COMPANIES]),
    (EN, "colour", [COMPANIES]),
    (EN, "authorise", [COMPANIES, f"{SAGE_200}setup/"]),
    # other words for it, and those of the other language
    (EN, "rebate", [f"{SAGE_200}limitations/"]),
    (EN, "bac à sable", [f"{SAGE_200}setup/", COMPANIES]),
    (FR, "token", [f"{SAGE_200}setup/"]),
    (FR, "compagnie", [COMPANIES]),
    (FR, "discount", [f"{SAGE_200}limitations/"]),
    (FR, "sandbox account", [f"{SAGE_200}setup/", COMPANIES]),
    (FR, "clef", [f"{SAGE_200}setup/", f"{ACCOUNTING}setup/"]),
    (FR, "delai", [f"{SAGE_200}setup/", f"{INTACCT}setup/", f"{ACCOUNTING}setup/"]),
    # labels, shown in English on French pages
    (FR, "request data", [COMPANIES, PORTAL]),
    (FR, "callback urls", [f"{ACCOUNTING}setup/"]),
    (FR, "sender password", [f"{INTACCT}setup/", PORTAL]),
]


def index(site: Path, home: str, part: str = "") -> dict[str, Any]:
    text = (site / home / "search" / part / "search_index.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def ask(page: Page, words: str) -> Locator:
    """Search for `words` from the page that is open, by its address; the pages found."""
    page.goto(f"{page.url.split('?')[0]}?q={quote(words)}")
    expect(page.locator(".md-search-result__meta")).to_contain_text(ANSWERED)
    return page.locator(".md-search-result__item")


#: Asks for words what the search box of this page asks, by its messages, and no page is loaded for it.
ANSWER = """words => new Promise(resolve => {
    const { search } = JSON.parse(document.getElementById("__config").textContent), [QUERY, RESULT] = [2, 3];
    window.answering ??= new Worker(new URL(search, location));
    answering.onmessage = ({ data: { type, data } }) => type === RESULT && resolve(data.items);
    answering.postMessage({ type: QUERY, data: words });
})"""


class Found(NamedTuple):
    """A page that was found: its address, from the home page of its language, and its title."""

    address: str
    title: str


def answer(page: Page, words: str) -> list[Found]:
    """The pages found for `words` in the search of the page that is open, the best first."""
    items = page.evaluate(ANSWER, words)
    pages = [next(each for each in item if "#" not in each["location"]) for item in items]
    return [Found(each["location"].partition("?")[0], re.sub("<.*?>", "", each["title"])) for each in pages]


def addresses(page: Page, words: str) -> list[str]:
    return [found.address for found in answer(page, words)]


def titles(page: Page, words: str) -> list[str]:
    return [found.title for found in answer(page, words)]


def test_what_is_shown_is_what_is_answered(open_page: Open) -> None:
    """In the order of the answer; the rest of the tests may ask what answers."""
    for home, words in ((EN, "subscription key"), (FR, "les clés")):
        page = open_page(f"{home}portal/", **DESKTOP)
        links = ask(page, words).locator("a:has(h1)")
        shown = links.evaluate_all("links => links.map(link => [link.pathname, link.querySelector('h1').textContent])")
        assert shown == [[home + found.address, found.title] for found in answer(page, words)] != []


def test_what_readers_type_brings_a_page_that_answers_first(open_page: Open) -> None:
    pages = {home: open_page(f"{home}portal/", **DESKTOP) for home in (EN, FR)}
    wrong = []
    for home, words, expected in QUERIES:
        found = addresses(pages[home], words)
        if not found or found[0] not in expected:
            wrong.append((home, words, found[:3]))
    assert wrong == []


@pytest.mark.parametrize("is_early", [False, True])
def test_what_comes_without_a_key_is_searched_for(open_page: Open, is_early: bool) -> None:
    page = open_page(FR, **DESKTOP)
    held: list[Route] = []
    if is_early:  # before the script that listens to it is there
        page.route("**/search/page.js", lambda route: held.append(route))
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.insert_text("clé")  # as a dead key, dictation and the mouse put it in
    wait_until(page, lambda: len(held) == is_early)
    for route in held:
        route.continue_()
    first = page.locator(".md-search-result__item a").first
    expect(first).to_have_attribute("href", re.compile(f"{SAGE_200}setup/"))


@pytest.mark.parametrize("home", ["", "fr"])
def test_each_language_has_its_own_index(built_site: Path, home: str) -> None:
    pages = {address: sections for address, _, _, sections in index(built_site, home)["pages"]}
    assert {"", "portal/companies/", "integrations/sage-200/setup/"} <= pages.keys()
    for at in pages:
        assert (built_site / home / at / "index.html").is_file()
    headings = " ".join(title for sections in pages.values() for _, title in sections)
    assert ("Configurer Sage 200 Standard" in headings) == (home == "fr")
    assert ("Set up Sage 200 Standard" in headings) == (home == "")


def test_accents_do_not_matter_in_french(open_page: Open) -> None:
    page = open_page("/fr/portal/", **DESKTOP)
    for one, other in (
        ("clé", "cle"), ("CLÉS", "cles"), ("intégration", "integration"), ("Québec", "quebec"), ("à", "a")
    ):  # fmt: skip
        assert titles(page, one) == titles(page, other), one


@pytest.mark.parametrize(
    ("home", "pairs"),
    [
        (FR, [("clé", "clés"), ("entreprises", "entreprise"), ("configurées", "configurer")]),
        (EN, [("companies", "company"), ("enabling", "enable")]),
    ],
)
def test_endings_do_not_matter(open_page: Open, home: str, pairs: list[tuple[str, str]]) -> None:
    page = open_page(f"{home}portal/", **DESKTOP)
    for one, other in pairs:
        first, second = titles(page, one), titles(page, other)
        assert len(set(first) & set(second)) > len(first) / 2, one


def test_what_was_found_is_marked_in_one_or_two_lines_round_it(open_page: Open) -> None:
    page = open_page("/fr/", **DESKTOP)
    ask(page, "les clés").first.wait_for()
    articles = page.locator(".md-search-result__article:has(mark)")
    assert articles.count() > 3
    for lines in articles.evaluate_all("all => all.map(each => [...each.querySelectorAll('p')].map(p => p.innerText))"):
        assert 0 <= len(lines) <= 2
        assert all(len(line) <= 200 for line in lines)
    assert page.locator(".md-search-result__list mark", has_text="clés").count() > 0
    assert page.locator(".md-search-result__list mark mark").count() == 0
    assert page.locator(".md-search-result__terms").count() == 0


def test_what_is_shown_is_text_and_no_markup(open_page: Open) -> None:
    page = open_page("/portal/", **DESKTOP)
    ask(page, "settings integrations accounting").first.wait_for()
    expect(
        page.locator(".md-search-result__list p", has_text="Settings > Integrations > Accounting").first
    ).to_be_attached()


def test_the_page_one_lands_on_has_the_words_marked(open_page: Open, address: str) -> None:
    page = open_page("/fr/", **DESKTOP)
    ask(page, "cle d'abonement").first.wait_for()
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url(f"{address}/fr/integrations/sage-200/setup/**")
    marks = page.locator("article mark")
    expect(marks.first).to_be_attached()
    assert {"clé", "clés", "abonnement"} <= {mark.lower() for mark in marks.all_inner_texts()}
    assert "h=" not in page.url  # a link that is copied leads to the page and not to a search
    page.reload()
    expect(marks).to_have_count(0)


def test_marks_leave_alone_what_is_copied(open_page: Open) -> None:
    page = open_page("/integrations/sage-accounting/setup/?h=sageone+callback", **DESKTOP)
    expect(page.locator("article mark", has_text="sageone")).not_to_have_count(0)
    page.locator(".copyable button").first.click()
    assert page.evaluate("navigator.clipboard.readText()") == "https://sageone.codat.io/oauth/callback"


def test_sections_stand_below_their_page(open_page: Open) -> None:
    page = open_page("/portal/", **DESKTOP)
    first = ask(page, "subscription key").first
    links = first.locator("a").evaluate_all("links => links.map(link => link.pathname + link.hash)")
    assert links[0] == "/integrations/sage-200/setup/"
    assert len(links) > 2
    assert all(link.startswith("/integrations/sage-200/setup/#") for link in links[1:])
    assert first.locator("h1").count() == 1


def test_what_lacks_a_word_comes_after_and_is_said(open_page: Open) -> None:
    page = open_page("/portal/", **DESKTOP)
    items = ask(page, "sender password intacct company")
    lacking = [item.locator(".md-search-result__terms").count() > 0 for item in items.all()]
    assert not lacking[0]
    assert lacking == sorted(lacking)
    items = ask(page, "subscription zorglub")
    expect(page.locator(".md-search-result__meta")).to_contain_text("No page has all the words.")
    expect(items.first.locator(".md-search-result__terms").first).to_have_text("Missing: zorglub")
    page.goto(f"{page.url.split('?')[0]}?q=key")
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile(r"^\d+ pages found$"))


SEARCHED = CONFIG.replace(
    "plugins:\n", "extra_javascript: [{path: assets/site.js, defer: true}]\nplugins:\n  - search\n"
)


@pytest.fixture
def searched(small_site: Callable[..., Path], browser: Browser) -> Iterator[Callable[..., Page]]:
    """Builds a site of the pages it is given, with this site's scripts, and opens its home page."""
    with ExitStack() as stack:

        def opened(pages: dict[str, str], home: str = "/") -> Page:
            listed = ", ".join(
                name.removeprefix("docs/") for name in pages if name.startswith("docs/") and name.endswith(".md")
            )
            root = small_site({"mkdocs.yml": SEARCHED.replace("[index.md]", f"[index.md, {listed}]"), **pages})
            shutil.copytree(ROOT / "docs/assets", root / "docs/assets")
            result = build(root)
            assert (root / "site").is_dir(), result.stderr
            place = stack.enter_context(served(root / "site"))
            page = stack.enter_context(closing(browser.new_page(viewport={"width": 1440, "height": 900})))
            page.goto(place + home)
            return page

        yield opened


def test_what_is_typed_comes_before_another_form_of_it_and_a_phrase_before_scattered_words(
    searched: Callable[..., Page],
) -> None:
    filling = "Nothing more is said of that in these lines. " * 3
    page = searched({
        "docs/a.md": f"# One\n\nThe keys of linking are red. {filling}\n",
        "docs/b.md": f"# Two\n\nThe keys of links are red. {filling}\n",
        "docs/c.md": f"# Three\n\nA signature is the key. It is signing. {filling}\n",
        "docs/d.md": f"# Four\n\nA signature is made with a signing key. {filling}\n",
        "docs/e.md": f"# Five\n\n{filling}\n\n## Green things\n\nNothing.\n",
        "docs/f.md": f"# Six\n\nGreen is a colour of things. {filling}\n",
        "docs/g.md": f"# Seven\n\nSelect Save, and **Close**. {filling}\n",
        "docs/h.md": f"# Eight\n\nSelect **Save**, and close. {filling}\n",
    })  # fmt: skip
    assert titles(page, "linking")[0] == "One"
    assert titles(page, "links")[0] == "Two"
    assert titles(page, "signing key")[0] == "Four"
    assert titles(page, "green things")[0] == "Five"
    assert titles(page, "close")[0] == "Seven"
    assert titles(page, "save")[0] == "Eight"


def test_many_pages_have_their_texts_in_parts_that_are_fetched_when_they_are_shown(
    searched: Callable[..., Page],
) -> None:
    filling = "Nothing more is said of that in these lines. " * 400
    page = searched(
        {f"docs/p{n}.md": f"# Page {n}\n\nHere is pear{chr(96 + n)} alone. {filling}\n" for n in range(1, 10)}
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    expect(ask(page, "peari").locator("p")).to_contain_text("Here is peari alone.")
    texts = "texts-2.json"
    wait_until(page, lambda: texts in asked)
    assert [name for name in asked if name.startswith("texts")] == [texts]


def test_what_readers_call_things_is_written_beside_the_pages(searched: Callable[..., Page]) -> None:
    page = searched({
        "docs/a.md": "# One\n\nA discount.\n",
        "docs_fr/a.md": "# Un\n\nUne remise.\n",
        "docs/_synonyms.yml": "discount: [price cut, rebate]\n",
        "docs_fr/_synonyms.yml": "remise: rabais\n",
        "docs_fr/_glossary.yml": "terms: {discount: remise}\nforbidden: {ristourne: remise}\n",
    })  # fmt: skip
    for typed in ("rebates", "price cut", "remise"):
        assert titles(page, typed) == ["One"], typed
    page.goto(f"{page.url.split('?')[0]}fr/")
    for typed in ("rabais", "discounts", "ristourne"):
        assert titles(page, typed) == ["Un"], typed


@pytest.mark.parametrize("text", ["- a\n", "a: {b: c}\n", "a: [\n"])
def test_synonyms_of_another_shape_are_refused(small_site: Callable[..., Path], text: str) -> None:
    root = small_site({"docs/_synonyms.yml": text})
    result = run(sys.executable, SCRIPTS, "check", "-f", root / "mkdocs.yml")
    assert result.returncode == 1
    assert "docs/_synonyms.yml:" in result.stdout


def test_pages_for_writers_are_searched_on_their_own(open_page: Open, built_site: Path) -> None:
    for home, word in ((EN, "front matter"), (FR, "front matter")):
        assert not [page for page, *_ in index(built_site, home.strip("/"))["pages"] if page.startswith("writing")]
        assert all(page.startswith("writing") for page, *_ in index(built_site, home.strip("/"), "writers")["pages"])
        page = open_page(f"{home}portal/", **DESKTOP)
        assert not [found for found in addresses(page, word) if found.startswith("writing/")]
        page = open_page(f"{home}writing/", **DESKTOP)
        assert addresses(page, word)
        assert all(found.startswith("writing/") for found in addresses(page, word))


def test_the_list_says_that_the_search_is_being_prepared(open_page: Open) -> None:
    page = open_page("/fr/", **DESKTOP)
    held: list[Route] = []
    page.context.route("**/search_index.json", lambda route: held.append(route))
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("jeton")
    meta = page.locator(".md-search-result__meta")
    expect(meta).to_have_text("Préparation de la recherche")
    expect(meta).to_have_role("status")
    wait_until(page, lambda: held)
    held[0].continue_()
    expect(meta).to_contain_text(ANSWERED)


def test_a_search_that_could_not_be_fetched_is_fetched_again(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    asked: list[Route] = []

    def fail_once(route: Route) -> None:
        asked.append(route)
        route.continue_() if len(asked) > 1 else route.abort()

    page.context.route("**/search_index.json", fail_once)
    page.goto(f"{address}/?q=token")
    expect(page.locator(".md-search-result__meta")).to_contain_text(ANSWERED)
    assert len(asked) == 2
    page.close()


def test_a_word_behind_an_apostrophe_is_found(open_page: Open) -> None:
    page = open_page("/fr/", **DESKTOP)
    assert "Configurer Sage Intacct" in titles(page, "intégration")
    ask(page, "intégration").first.wait_for()
    marked = page.locator(".md-search-result__list mark").all_inner_texts()
    assert marked and all(not word.lower().startswith(("l’", "d’")) for word in marked)


@pytest.mark.parametrize("home", ["/", "/fr/"])
def test_a_former_name_finds_the_product(open_page: Open, home: str) -> None:
    page = open_page(home, **DESKTOP)
    for words, name in (("Sage 200cloud", "Sage 200 Standard"), ("Sage Business Cloud", "Sage Accounting")):
        found = titles(page, words)
        assert name in found[0]
        assert name in found[1]


@pytest.mark.parametrize(
    ("home", "words"),
    [
        ("/", ["request data", "link url", "redirect url", "error", "email", "connection error"]),
        ("/fr/", ["request data", "url link", "erreur", "demander des données", "courriel"]),
    ],
)
def test_guides_come_before_the_pages_for_writers(open_page: Open, home: str, words: list[str]) -> None:
    page = open_page(home, **DESKTOP)
    for each in words:
        assert not addresses(page, each)[0].startswith("writing/")


def test_results_lead_to_pages_of_the_language(open_page: Open, address: str) -> None:
    page = open_page("/fr/integrations/sage-200/setup/", **DESKTOP)
    ask(page, "clés").first.wait_for()
    links = page.locator(".md-search-result__link").evaluate_all("links => links.map(link => link.href)")
    assert links and all(link.startswith(f"{address}/fr/") for link in links)
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url(f"{address}/fr/**")


def test_french_offers_what_english_has_when_it_has_nothing(open_page: Open, address: str) -> None:
    page = open_page("/fr/portal/", **DESKTOP)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    expect(ask(page, "zorglub")).to_have_count(0)
    expect(page.locator("#search-other")).to_be_hidden()
    word = next(word for word in only_english() if not addresses(page, word))
    expect(ask(page, word)).to_have_count(0)
    offer = page.locator("#search-other")
    expect(offer).to_contain_text("Aucun résultat en français. Voir le")
    link = offer.locator("a").first
    assert (link.get_attribute("lang"), link.get_attribute("hreflang")) == ("en", "en")
    wait_until(page, lambda: f"{address}/search/search_index.json" in requests)
    link.click()
    page.wait_for_url(lambda url: url.startswith(address) and "/fr/" not in url)
    expect(page.locator("article mark", has_text=word).first).to_be_attached()


def test_each_language_offers_what_the_other_has(searched: Callable[..., Page]) -> None:
    page = searched({"docs/a.md": "# One\n\nA pencil.\n", "docs_fr/a.md": "# Un\n\nUn crayon.\n"}, "/")
    expect(ask(page, "crayons")).to_have_count(0)
    offer = page.locator("#search-other")
    expect(offer).to_contain_text("Only in French: 1 result")
    link = offer.locator("a")
    expect(link).to_have_text("Un")
    assert link.get_attribute("lang") == "fr-CA"
    link.click()
    page.wait_for_url("**/fr/a/**")


def test_the_endings_of_english_do_not_matter_in_what_it_offers(searched: Callable[..., Page]) -> None:
    page = searched({"docs/a.md": "# One\n\nA pencil.\n", "docs_fr/a.md": "# Un\n\nUn crayon.\n"}, "/fr/")
    for word in ("pencil", "pencils", "PENCIL"):
        expect(ask(page, word)).to_have_count(0)
        expect(page.locator("#search-other a")).to_have_text("One")


def only_english() -> list[str]:
    """Words of the English pages that no French page begins a word with, too long for those that the search ignores."""

    def words(folder: str) -> set[str]:
        texts = [path.read_text(encoding="utf-8") for path in (ROOT / folder / "portal").rglob("*.md")]
        every = [
            path.read_text(encoding="utf-8") for path in (ROOT / folder).rglob("*.*") if path.suffix in (".md", ".yml")
        ]
        return set(re.findall(r"[a-z]{8,}", " ".join(every if folder == "docs_fr" else texts).lower()))

    french = words("docs_fr")
    return [word for word in sorted(words("docs")) if not any(other[:4] == word[:4] for other in french)]


def test_french_answers_without_asking_for_the_english_index(open_page: Open, address: str) -> None:
    page = open_page("/fr/", **DESKTOP)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    ask(page, "clés").first.wait_for()
    assert f"{address}/search/search_index.json" not in requests
    expect(page.locator("#search-other")).to_be_hidden()


def test_below_a_path_of_the_host_each_language_searches_its_own_pages(
    project_copy: Path, browser: Browser, tmp_path: Path
) -> None:
    built = run(
        sys.executable, SCRIPTS, "build", "-f", project_copy / "mkdocs.yml", "-d", tmp_path / "sub",
        environment={"SITE_URL": "https://host.example.org/sub/"},
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    with served(tmp_path) as host:
        for home, words, title in (
            ("/sub/", "keys", "Set up Sage 200 Standard"),
            ("/sub/portal/", "keys", "Set up Sage 200 Standard"),
            ("/sub/fr/", "clés", "Configurer Sage 200 Standard"),
            ("/sub/fr/portal/", "clés", "Configurer Sage 200 Standard"),
            ("/sub/404.html", "keys", "Set up Sage 200 Standard"),
            ("/sub/fr/404.html", "clés", "Configurer Sage 200 Standard"),
        ):
            page.goto(f"{host}{home}?q={words}")
            page.locator(".md-search-result__link", has_text=title).first.click()
            page.wait_for_url(f"{host}/sub/{'fr/' * ('fr' in home)}integrations/sage-200/setup/**")
        page.goto(f"{host}/sub/fr/portal/")
        ask(page, next(word for word in only_english() if not addresses(page, word)))
        page.locator("#search-other a").first.click()
        page.wait_for_url(lambda url: url.startswith(f"{host}/sub/") and "/fr/" not in url)
        page.wait_for_load_state("networkidle")
        page.close()
    assert faults == []


@pytest.mark.parametrize(("path", "home"), [("/nowhere/at/all/", "/"), ("/fr/nowhere/", "/fr/")])
def test_the_404_page_of_each_language_searches_in_it(open_page: Open, address: str, path: str, home: str) -> None:
    page = open_page(path, **DESKTOP)
    ask(page, "Sage Intacct").first.wait_for()
    links = page.locator(".md-search-result__link").evaluate_all("links => links.map(link => link.href)")
    assert links and all(("/fr/" in link) == (home == "/fr/") for link in links)
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url(f"{address}{home}integrations/**")


def test_the_palette_is_remembered_from_one_language_to_the_other(open_page: Open) -> None:
    page = open_page("/fr/portal/", color_scheme="light", **DESKTOP)
    page.get_by_role("banner").locator("label[for^=__palette]:visible").click()
    page.get_by_role("banner").get_by_role("link", name="English").click()
    page.wait_for_url("**/portal/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
