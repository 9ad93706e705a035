"""What a page must not bring along, looked for in what is rendered, and what the policy of the site allows."""

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.check.engine import check, chosen_rules
from bitext.markdown.html_tags import tags
from bitext.site.policy import allowed_besides, directive, is_allowed, page_policy, source_of
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import CONFIG, SCRIPTS, build, run, told

Make = Callable[[Mapping[str, str | bytes]], Path]

EXTENSIONS = """\
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables: {use_align_attribute: true}
  - toc
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
"""
RICH = re.sub("markdown_extensions: .*\n", EXTENSIONS, CONFIG)


def found(root: Path, *rules: str) -> list[str]:
    """What rules say of the English home page: line and message."""
    sources = Sources(Site.load(root / "mkdocs.yml"), root / "mkdocs.yml")
    findings = check(sources, chosen_rules(only=rules)).findings
    return [f"{finding.line}: {finding.message}" for finding in findings if finding.path == "docs/index.md"]


def handler(name: str, line: int = 3) -> list[str]:
    return [f"{line}: event handler '{name}' in the content of a page"]


def element(name: str, line: int = 3) -> list[str]:
    return [f"{line}: '<{name}>' in the content of a page"]


def attribute(name: str, line: int = 3) -> list[str]:
    return [f"{line}: attribute '{name}' runs a program"]


def link(target: str, line: int = 3) -> list[str]:
    return [f"{line}: link to '{target}' runs a program"]


EVIL = "javascript:alert(1)"


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('<a href="java\tscript:alert(1)">x</a>', attribute("href")),
        ("[x](jav&#x09;ascript:alert\\(1\\))", link("jav\tascript:alert(1)")),
        ("[x](&#106;avascript:alert(1))", link(EVIL)),
        ("[x](JaVaScRiPt:alert(1))", link("JaVaScRiPt:alert(1)")),
        (f"[x]: {EVIL}\n\n[x]", link(EVIL)),
        (f"[x]:\n    {EVIL}\n\n[x]", link(EVIL, 4)),
        ('[x](a.md){ onclick="alert(1)" }', handler("onclick")),
        ("[x](a.md){: onclick=alert(1) }", handler("onclick")),
        ('## H { #a onclick="alert(1)" }', handler("onclick")),
        (f'[x](a.md){{ href="{EVIL}" }}', attribute("href")),
        ("![x](keys.svg){ onerror=alert(1) }", handler("onerror")),
        ("<svg\nonload=alert(1)>", handler("onload", 4)),
        ("<svg><script>alert(1)</script></svg>", element("script")),
        ("<img src=x onerror\n=\nalert(1)>", []),  # a heading that is underlined, and text
        ("<img src=x onerror =\nalert(1)>", handler("onerror")),
        ("<a href=javascript&colon;alert(1)>x</a>", attribute("href")),
        (f'<form action="{EVIL}"><button>x</button></form>', attribute("action")),
        (
            '<meta http-equiv="refresh" content="0;url=https://evil.example">',
            ["3: '<meta http-equiv=\"refresh\">' in the content of a page"],
        ),
        ('<base href="https://evil.example/">', element("base")),
        (
            '<link rel="stylesheet" href="https://evil.example/x.css">',
            ["3: '<link>' loads 'https://evil.example/x.css'"],
        ),
        ('<style>@import "https://evil.example/x.css"</style>', ["3: '<style>' loads something from another place"]),
        (f'<math><maction actiontype="statusline" xlink:href="{EVIL}">x</maction></math>', attribute("xlink:href")),
        ('<iframe srcdoc="x"></iframe>', element("iframe")),
        ("<frameset><frame src=x></frameset>", [*element("frame"), *element("frameset")]),
        ('<a href="data:text/html;base64,AAAA">x</a>', attribute("href")),
        ('<a href="data:image/svg+xml,<svg onload=alert(1)>">x</a>', attribute("href")),
        ("<<script>alert(1)</script>", element("script")),
        ("<scr<script>ipt>", element("script")),
        ('<img src="x" title="a > b" onerror="alert(1)">', handler("onerror")),
        ('<div style="position:fixed;inset:0">x</div>', []),  # the policy blocks it: another rule
        ("<input autofocus onfocus=alert(1)>", handler("onfocus")),
        ("`<script>` <script>alert(1)</script>", element("script")),
        ("```\n<script>\n````\n\n<script>alert(1)</script>", element("script", 7)),
        ("    <script>alert(1)</script>", []),  # code
        ("x\n    <script>alert(1)</script>", element("script", 4)),
        ('=== "T" \n\n    <script>alert(1)</script>', element("script", 5)),
        ("<!-- --!><script>alert(1)</script> -->", element("script")),
        ("<!-->\n<script>alert(1)</script>\n-->", element("script", 4)),
        ("| a |\n|---|\n| <script>alert(1)</script> |", element("script", 5)),
        ("term\n:   a\n\n        <script>alert(1)</script>", []),  # code
        ("term\n:   a\n\n    <script>alert(1)</script>", element("script", 6)),
        ("[^1]\n\n[^1]: a\n\n    <script>alert(1)</script>", element("script", 7)),
        ('!!! note "<script>alert(1)</script>"\n    a', element("script")),
        ('{{ "<scr" ~ "ipt>alert(1)</scr" ~ "ipt>" }}', element("script")),
        ("{{ page.x }}", element("script")),
        # of the same kinds
        ("<ScRiPt src=//evil.example></ScRiPt>", element("script")),
        ("![x](a.png){ onload=x() }\n\n[y](a.md){ onclick=y() }", [*handler("onload"), *handler("onclick", 5)]),
        ("*x*{ onmouseover=alert(1) }", handler("onmouseover")),
        ("Text.\n{ onclick=alert(1) }", handler("onclick", 4)),
        ("- item\n{ onclick=alert(1) }", handler("onclick", 4)),
        ("![x](vbscript:x)", link("vbscript:x")),
        ('<video><source onerror="x()"></video>', handler("onerror")),
        (f'<svg><a><animate attributeName=href values="{EVIL}"/></a></svg>', attribute("values")),
        ("<object data=x.swf></object>", element("object")),
        ("<embed src=x.swf>", element("embed")),
        (f'<button formaction=" {EVIL}">x</button>', attribute("formaction")),
        ("<!-- a -- > b --><base href=x>", element("base")),
    ],
)  # fmt: skip
def test_what_runs_or_leads_away_is_found_in_what_is_rendered(small_site: Make, written: str, says: list[str]) -> None:
    text = f"---\nx: '<script>'\n---\n# Home\n\n{written}\n"
    root = small_site({"mkdocs.yml": RICH, "docs/index.md": text, "docs/a.md": "# A\n"})
    lines = [(int(each.partition(":")[0]) + 3, each.partition(":")[2]) for each in says]
    assert found(root, "script-in-content") == [f"{line}:{message}" for line, message in sorted(lines)]


@pytest.mark.parametrize(
    "written",
    [
        "`<script>`, `onclick=x`, `[x](javascript:x)` and `<iframe>`.",
        "```html\n<script>x</script>\n<a onclick=x href=javascript:x>\n<meta http-equiv=refresh>\n```",
        "    <script>x</script>",
        '=== "T"\n\n    ```html\n    <base href=x>\n    ```',
        "<!-- <script>x</script> <a onclick=x> -->",
        "JavaScript: a language. The data: text/html is a type. On = 3, one=1.",
        '<b data-on="x" one="1" class="onclick=x" title="javascript: what it is">A</b>',
        "&lt;script&gt; is text.",
        '<img alt="x" src="data:image/svg+xml,%3Csvg/%3E">',
        '<meta name="x" content="y">',
        "[x](a.md){ .onclick #javascript data-text=onclick }",
    ],
)
def test_code_and_talk_about_it_are_none(small_site: Make, written: str) -> None:
    root = small_site({"mkdocs.yml": RICH, "docs/index.md": f"# Home\n\n{written}\n", "docs/a.md": "# A\n"})
    assert found(root, "script-in-content") == []


def test_it_is_told_where_it_was_written(small_site: Make) -> None:
    files = {
        "docs/_snippets/s.md": "A\n\n[x](index.md){ onclick=x() }\n",
        "docs/_snippets/loose.md": "<script>x</script>\n",
        "docs/index.md": '# Home\n\n{% include "s.md" %}\n',
        "docs/b.md": '# B\n\n{% include "s.md" %}\n\n`<script>`\n\n<script>y</script>\n',
    }
    root = small_site({"mkdocs.yml": RICH, **files})
    sources = Sources(Site.load(root / "mkdocs.yml"), root / "mkdocs.yml")
    for _ in range(2):
        assert [str(each) for each in check(sources, chosen_rules(only=["script-in-content"])).findings] == [
            "docs/_snippets/loose.md:1: '<script>' in the content of a page [script-in-content]",
            "docs/_snippets/s.md:3: event handler 'onclick' in the content of a page [script-in-content]",
            "docs/b.md:7: '<script>' in the content of a page [script-in-content]",
        ]


ELSEWHERE = "https://img.example/a.png"


def foreign(url: str, kind: str = "img-src", line: int = 3) -> str:
    advice = f"keep a copy in the site, or allow the host under 'extra: policy: {kind}'"
    return f"{line}: '{url}' is from another host, and the policy of the site blocks it; {advice}"


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (f"![x]({ELSEWHERE})", [foreign(ELSEWHERE)]),
        ("![x](//img.example/a.png)", [foreign("//img.example/a.png")]),
        (f"![x][r]\n\n[r]: {ELSEWHERE}", [foreign(ELSEWHERE, line=5)]),
        (f"[![x]({ELSEWHERE})](a.md) and ![y]({ELSEWHERE})", [foreign(ELSEWHERE)]),
        (f"| a |\n|---|\n| ![x]({ELSEWHERE}) |", [foreign(ELSEWHERE, line=5)]),
        (f"`![x]({ELSEWHERE})`\n\n![x]({ELSEWHERE})", [foreign(ELSEWHERE, line=5)]),
        (f"![x](a.png){{ src={ELSEWHERE} }}", [foreign(ELSEWHERE)]),
        (
            '<video src="https://v.example/a.mp4" poster="https://v.example/a.png"></video>',
            [foreign("https://v.example/a.mp4", "media-src"), foreign("https://v.example/a.png")],
        ),
        ('<picture><source srcset="a.png, https://v.example/b.png 2x"></picture>', [foreign("https://v.example/b.png")]),
        ('<p style="color: red">x</p>', []),
        ("Text.\n{ style='color: red' }", []),
        ("<style>p { color: red }</style>", []),
        (":smile: :material-key:", []),
        ("![x](https://small.example.org/a.png) ![y](a.png) ![z](/a.png)", []),
        (f"[x]({ELSEWHERE}) <{ELSEWHERE}> `![x]({ELSEWHERE})`", []),
        (f"```md\n![x]({ELSEWHERE})\n```", []),
        ("| a | b |\n|:--|--:|\n| 1 | 2 |", []),
    ],
)  # fmt: skip
def test_what_the_policy_blocks_is_told_before_anybody_builds(small_site: Make, written: str, says: list[str]) -> None:
    root = small_site({"mkdocs.yml": RICH, "docs/index.md": f"# Home\n\n{written}\n", "docs/a.md": "# A\n"})
    assert found(root, "blocked-by-policy") == says


def test_a_site_without_the_policy_may_show_what_it_likes(small_site: Make) -> None:
    config = re.sub("hooks: .*\n", "", RICH)
    root = small_site({"mkdocs.yml": config, "docs/index.md": f"# Home\n\n![x]({ELSEWHERE})\n"})
    assert found(root, "blocked-by-policy") == []


def test_what_the_settings_allow_is_shown_and_in_the_policy(small_site: Make) -> None:
    policy = (
        "policy: {img-src: ['*.pictures.example', img.example], media-src: https://v.example/films/, frame-src: [player.example], "
        "script-src: [\"'sha256-AAAA'\"]}"
    )
    text = (
        f"# Home\n\n![x]({ELSEWHERE}) ![x](https://other.example.org/a.png)\n\n"
        '<video src="https://v.example/films/a.mp4"></video>\n\n<video src="https://v.example/a.mp4"></video>\n\n'
        '<iframe src="https://player.example/1"></iframe>\n\n<iframe src="https://other.example/1"></iframe>\n'
    )
    config = RICH.replace("extra: {", f"extra: {{{policy}, ")
    root = small_site({"mkdocs.yml": config, "docs/index.md": text})
    assert found(root, "blocked-by-policy", "script-in-content") == [
        foreign("https://other.example.org/a.png"),
        foreign("https://v.example/a.mp4", "media-src", 7),
        "11: '<iframe>' in the content of a page",
    ]
    (root / "docs/index.md").write_text(f"# Home\n\n![x]({ELSEWHERE})\n\n:smile: :material-key:\n")
    result = build(root)
    assert (result.returncode, result.stderr) == (1, "") or "segment" in result.stderr
    stated = (root / "site/_headers").read_text().partition("Content-Security-Policy: ")[2].splitlines()[0]
    assert directive(stated, "img-src") == ["'self'", "data:", "*.pictures.example", "img.example"]
    assert directive(stated, "media-src") == ["'self'", "https://v.example/films/"]
    assert directive(stated, "frame-src") == ["player.example"]
    assert "'sha256-AAAA'" in directive(stated, "script-src")
    html = (root / "site/index.html").read_text()
    assert "<p>😄 <span" in html and "jsdelivr" not in html
    arguments = ("check", "-f", root / "mkdocs.yml", "--site", root / "site", "--only", "site-policy")
    assert run(sys.executable, SCRIPTS, *arguments).stdout == ""


def test_an_emoji_is_a_character_however_its_extension_is_listed(small_site: Make) -> None:
    config = CONFIG.replace("markdown_extensions: [", "markdown_extensions: [pymdownx.emoji, ")
    assert config != CONFIG
    root = small_site({"mkdocs.yml": config, "docs/index.md": "# Home\n\n:smile:\n"})
    result = run(sys.executable, "-m", "mkdocs", "build", "-q", "-f", "mkdocs.yml", cwd=root)  # named from its folder
    assert result.returncode == 0, result.stderr
    assert "<p>😄</p>" in (root / "site/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("policy", "says"),
    [
        ("[a]", "'extra: policy' is not a mapping of directives, such as 'img-src', to sources"),
        ("{default-src: a.example}", "'default-src' in 'extra: policy' is none of 'script-src', 'style-src', 'img-src', "),
        ("{img-src: 'a.example; script-src *'}", "'a.example; script-src *' in 'extra: policy: img-src' is no host, and"),
        ("{img-src: ['*']}", "'*' in 'extra: policy: img-src' is no host, and no hash of what is allowed"),
        ("{script-src: \"'unsafe-inline'\"}", "''unsafe-inline'' in 'extra: policy: script-src' is no host, and no hash"),
        ("{script-src: \"'unsafe-eval'\"}", "''unsafe-eval'' in 'extra: policy: script-src' is no host, and no hash"),
    ],
)  # fmt: skip
def test_a_policy_that_is_not_understood_is_refused(small_site: Make, policy: str, says: str) -> None:
    root = small_site({"mkdocs.yml": RICH.replace("extra: {", f"extra: {{policy: {policy}, ")})
    for command in ("check", "build"):
        result = run(sys.executable, SCRIPTS, command, "-f", root / "mkdocs.yml")
        assert result.returncode == 1
        assert f"{says}" in result.stdout + result.stderr


def test_a_policy_without_additions_is_as_it_was() -> None:
    assert page_policy(["x"]) == page_policy(["x"], {})
    assert page_policy([], {"form-action": ["a.example"]}).endswith("; form-action a.example")
    assert allowed_besides({"alternate": True}) == {}


@pytest.mark.parametrize(
    ("source", "url", "is_covered"),
    [
        ("a.example", "https://a.example/b.png", True),
        ("a.example", "//A.example/b.png", True),
        ("a.example", "https://b.a.example/b.png", False),
        ("*.a.example", "https://b.a.example/b.png", True),
        ("*.a.example", "https://a.example/b.png", False),
        ("https://a.example", "http://a.example/b.png", False),
        ("https://a.example/c/", "https://a.example/c/b.png", True),
        ("https://a.example/c/", "https://a.example/b.png", False),
        ("https://a.example/b.png", "https://a.example/b.png?x", True),
        ("'sha256-x'", "https://a.example/b.png", False),
    ],
)
def test_a_source_covers_addresses_as_browsers_have_it(source: str, url: str, is_covered: bool) -> None:
    assert is_allowed(url, "img-src", {"img-src": [source]}) == is_covered


def test_tags_are_those_that_browsers_see() -> None:
    html = (
        "<!-- <a> --!><b c=1 C=2 d='&quot;' e=\"<f>\" g><!--><h><!-- <i> --><script><j></script><K/L M=n/><p\n"
        "onclick\n=\nx></p q><1><? <r> ?><!d <s>"
    )
    assert [(tag.name, dict(tag.attributes)) for tag in tags(html + "<t u='")] == [
        ("b", {"c": "1", "d": '"', "e": "<f>", "g": ""}),
        ("h", {}),
        ("script", {}),
        ("k", {"l": "", "m": "n/"}),
        ("p", {"onclick": "x"}),
    ]
    assert list(tags("<a " * 20_000)) == []


LOADED = """\
theme:
  name: material
  logo: https://cdn.example/logo.svg
  favicon: //cdn.example/favicon.png
extra:
  alternate: true
  analytics: {provider: google, property: G-1}
  consent: {title: Cookies, description: We use them}
extra_css:
  - own.css
  - https://cdn.example/a.css
extra_javascript:
  - own.js
  - https://cdn.example/a.js
  - path: //cdn.example/b.mjs
    type: module
"""
STYLE = """\
/* @import "https://cdn.example/none.css"; */
@import url("https://cdn.example/b.css");
@font-face { src: url('//cdn.example/f.woff2?v=1') }
p { background: url(https://cdn.example/p.png), url(p.png), url(data:image/png;base64,AA) }
"""
CDN = "https://cdn.example"


def settings_loading(*left_out: str) -> str:
    kept = [line for line in CONFIG.split("\n") if not line.startswith(("theme:", "extra:"))]
    return "\n".join(
        [*(line for line in LOADED.split("\n") if not line.strip().startswith(left_out or ("-none-",))), *kept]
    )


def blocked(root: Path) -> list[str]:
    sources = Sources(Site.load(root / "mkdocs.yml"), root / "mkdocs.yml")
    return [
        f"{each.path}:{each.line}: {each.message}"
        for each in check(sources, chosen_rules(only=["blocked-by-policy"])).findings
    ]


def test_what_the_settings_have_every_page_load_is_told_at_its_line(small_site: Make) -> None:
    root = small_site({"mkdocs.yml": settings_loading(), "docs/own.css": STYLE, "docs/own.js": "x()\n"})
    hash_advice = "`check --site` names its hash, for 'extra: policy: script-src'"
    assert blocked(root) == [
        f"docs/own.css:{foreign(f'{CDN}/b.css', 'style-src', 2)}",
        f"docs/own.css:{foreign('//cdn.example/f.woff2?v=1', 'font-src', 3)}",
        f"docs/own.css:{foreign(f'{CDN}/p.png', 'img-src', 4)}",
        "mkdocs.yml:1: the theme loads its fonts from 'https://fonts.googleapis.com' and 'https://fonts.gstatic.com', and the policy"
        " of the site blocks them; write 'font: false', or allow the hosts under 'extra: policy: style-src' and 'font-src'",
        f"mkdocs.yml:{foreign(f'{CDN}/logo.svg', 'img-src', 3)}",
        f"mkdocs.yml:{foreign('//cdn.example/favicon.png', 'img-src', 4)}",
        "mkdocs.yml:7: 'analytics' loads a script from 'https://www.googletagmanager.com', and the policy of the site blocks it;"
        " leave it out, or allow the host under 'extra: policy: script-src'",
        f"mkdocs.yml:7: 'analytics' writes an inline script into each page, and the policy of the site blocks it; {hash_advice}",
        f"mkdocs.yml:8: 'consent' writes an inline script into each page, and the policy of the site blocks it; {hash_advice}",
        f"mkdocs.yml:{foreign(f'{CDN}/a.css', 'style-src', 11)}",
        f"mkdocs.yml:{foreign(f'{CDN}/a.js', 'script-src', 14)}",
        f"mkdocs.yml:{foreign('//cdn.example/b.mjs', 'script-src', 15)}",
    ]


def test_what_the_settings_load_and_allow_is_no_finding(small_site: Make) -> None:
    allowing = (
        "  policy: {style-src: [cdn.example, fonts.googleapis.com], font-src: [cdn.example, fonts.gstatic.com], img-src: cdn.example,"
        " script-src: [cdn.example, www.googletagmanager.com, \"'sha256-AAAA'\"]}\n"
    )
    config = settings_loading().replace("extra:\n", f"extra:\n{allowing}")
    root = small_site({"mkdocs.yml": config, "docs/own.css": STYLE, "docs/own.js": "x()\n"})
    assert blocked(root) == []
    (root / "mkdocs.yml").write_text(re.sub("hooks: .*\n", "", settings_loading()), encoding="utf-8")
    assert blocked(root) == []
    private = settings_loading().replace("plugins:\n", "plugins:\n  - material/privacy\n")
    (root / "mkdocs.yml").write_text(private, encoding="utf-8")
    assert blocked(root) == []


PLUGIN = """\
def on_page_content(html, page, config, files):
    if page.file.src_uri == "index.md":
        html += "<script>tracked('x')</script>"
    return html


def on_env(env, config, files):
    return env
"""


def test_a_script_of_a_hook_is_told_by_the_build_and_allowed_by_its_hash(small_site: Make) -> None:
    """In the page, in the headers of Netlify and Cloudflare, and in those of nginx."""
    config = CONFIG.replace("hooks: [", "hooks: [own.py, ")
    root = small_site({"mkdocs.yml": config, "own.py": PLUGIN})
    source = source_of("tracked('x')")
    built = build(root)
    assert built.returncode == 0, built.stderr
    assert told(built.stderr).splitlines()[0] == (
        "docs/index.md:0: the policy of the site does not allow this inline script;"
        f" to allow it write \"{source}\" under 'extra: policy: script-src'; hook 'own.py' writes it [site-policy]"
    )
    (root / "mkdocs.yml").write_text(
        config.replace("extra: {", f'extra: {{policy: {{script-src: ["{source}"]}}, '), encoding="utf-8"
    )
    built = build(root)
    assert (built.returncode, "site-policy" in built.stderr) == (0, False)
    for name in ("index.html", "fr/index.html", "_headers", "_nginx.conf"):
        text = (root / "site" / name).read_text(encoding="utf-8").replace("&#39;", "'")
        assert source in next(line for line in text.split("\n") if "script-src" in line), name


@pytest.mark.parametrize(
    "hook",
    [
        "def on_page_context(context, page, config, nav):\n    page.content += TEXT\n    return context\n",
        "def on_post_page(output, page, config):\n    return output.replace('</article>', TEXT + '</article>')\n",
        "def on_page_markdown(markdown, page, config, files):\n    return markdown + '\\n\\n' + TEXT\n",
    ],
)
def test_what_a_hook_brings_from_another_host_is_told_with_its_name(small_site: Make, hook: str) -> None:
    image = f'<img src="{ELSEWHERE}" alt="">'
    config = CONFIG.replace("hooks: [", "hooks: [own.py, ")
    root = small_site({"mkdocs.yml": config, "own.py": f"TEXT = '{image}'\n{hook}"})
    findings = [line for line in build(root).stderr.splitlines() if line.endswith("[site-policy]")]
    assert findings and all("; hook 'own.py' writes it" in line for line in findings), findings
