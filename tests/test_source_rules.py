"""The rules that look at one page on its own: for each, pages that fail with all that is found, and pages that pass."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import markdown
import pytest
from bitext.check.engine import check, chosen_rules
from bitext.pages.page import Page
from bitext.rules import RULES
from bitext.site.parsed_page import ParsedPage
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import CONFIG, ROOT
from hypothesis import given
from hypothesis import strategies as st

WITH_MORE = CONFIG.replace(
    "attr_list,",
    "attr_list, def_list, footnotes, md_in_html, pymdownx.details, {pymdownx.tabbed: {alternate_style: true}},",
)
Make = Callable[[Mapping[str, str | bytes]], Path]

# rule, page, what is found on it
FAILING: list[tuple[str, str, list[str]]] = [
    (
        "word-doubled",
        "# A\n\nSelect the\nthe key. The the `key` the software software.\n\n| The the |\n| - |\n| b |\n",
        [
            "3: 'the the': a word stands twice",
            "4: 'The the': a word stands twice",
            "4: 'software software': a word stands twice",
            "6: 'The the': a word stands twice",
        ],
    ),
    (
        "conflict-marker",
        "# A\n\n<<<<<<< HEAD\n1. One.\n=======\n1. Two.\n>>>>>>> other branch\n",
        ["3: git has left two versions here; keep one, without '<<<<<<<', '=======' and '>>>>>>>'"],
    ),
    (
        "fence-open",
        "1. Run this:\n\n    ```shell\n    a\n    ```\n\n```shell\ncurl x\n\n## B\n\nText.\n",
        ["7: code block is not ended; write '```' below it"],
    ),
    (
        "fence-open",
        "> ~~~~\n> a\n> ~~~\n\nText.\n\n```\nb\n```\n",
        ["1: code block is not ended by '~~~' in line 3; write '~~~~', as before it"],
    ),
    (
        "fence-open",
        "- ~~~\n  b\n  ~~~\n\n```text\na\n````\n",
        [
            "1: code block shows as text; begin it in a line of its own, indented by four spaces",
            "5: code block is not ended by '````' in line 7; write '```', as before it",
        ],
    ),
    ("fence-open", "```json title=keys.json\n{}\n~~~\n", ["1: code block shows as text; write 'title=\"keys.json\"'"]),
    ("fence-open", "```jsx live\n<A />\n~~~\n", ["1: code block shows as text; 'live' is no option of a code block"]),
    (
        "fence-open",
        "Text:\n\n ```\na\n ~~~\n",
        ["3: code block is not ended; write '```' below it"],
    ),
    (
        "block-as-text",
        "Do this:\n\n1) Open it.\n2) Close it.\n\n ## Keys\n\nThe last\nwords\n-----\n",
        [
            "3: '1) Open it.' shows as text; MkDocs knows steps with a full stop: '1.'",
            "6: '## Keys' shows as text; a heading has no space before its '#'",
            "8: 'The last' is no heading in MkDocs; write it in one line, with '#' before it",
        ],
    ),
    (
        "block-as-text",
        "The values:\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\n| A | B |\n| --- |\n| 1 | 2 |\n\na | b\n|---|---|\n| 1 | 2 |\n",
        [
            "2: table '| A | B |' shows as text; put a blank line before it",
            "6: table '| A | B |' shows as text: its heading has 2 cells, the line below 1",
            "10: table 'a | b' shows as text; begin and end both its first lines with '|', or neither",
        ],
    ),
    (
        "block-as-text",
        "1. Run it:\n\n    ```\n    ls\n    ```\n2. Save.\n\n=== Windows\n\n    Text.\n",
        [
            "6: '2. Save.' shows as text; put a blank line before it",
            "8: '=== Windows' shows as text; write '=== \"Windows\"'",
        ],
    ),
    (
        "block-as-text",
        'Text.\n\n {% include "a.md" %}\n\n1. One:\n\n    {% include "a.md" %}\n',
        [
            "3: snippet '{% include \"a.md\" %}' is indented by 1 space: its lists and callouts show as text; put it at the margin"
        ],
    ),
    (
        "block-as-code",
        "1. Fill in:\n\n        | A | B |\n        | --- | --- |\n        | 1 | 2 |\n\n2. Save.\n\n        !!! note\n            Text.\n\nText:\n\n    ![A key](a.png)\n",
        [
            "3: table '| A | B |' shows as a block of code; indent it by 4 spaces, not 8",
            "9: callout '!!! note' shows as a block of code; indent it by 4 spaces, not 8",
        ],
    ),
    (
        "markdown-in-html",
        "<details>\n<summary>More</summary>\n\n## Keys\n\n- a\n\n</details>\n\n<div>See [this](a.md).</div>\n",
        [
            "4: '## Keys' shows as it is written within '<details>'; write '<details markdown>'",
            "10: '[this](a.md)' shows as it is written within '<div>'; write '<div markdown>'",
        ],
    ),
    (
        "table-cells",
        "| A | B |\n| --- | --- |\n| a | b | lost |\n| `a|b` | c |\n\n1. One:\n\n    | A |\n    | --- |\n    | a | b |\n",
        [
            "3: table row has 3 cells, its heading 2: the last are not shown",
            "10: table row has 2 cells, its heading 1: the last are not shown",
        ],
    ),
    (
        "callout-unknown",
        "!!!  note\n    Text.\n",
        ["1: '!!!  note' shows as text; one space stands before the type"],
    ),
    (
        "callout-unknown",
        '# A\n\n??? warnign "Keys"\n    Text.\n\n1. Step\n\n    !!! nothing\n        Text.\n',
        [
            "3: callout type 'warnign' is not known; did you mean 'warning'?",
            "8: callout type 'nothing' is not known",
        ],
    ),
    (
        "callout-unknown",
        "!!! note « Clés »\n    Texte.\n\n!!! tip “Keys”\n    Text.\n",
        [
            "1: '!!! note « Clés »' shows as text; a title stands in straight double quotes",
            "4: '!!! tip “Keys”' shows as text; a title stands in straight double quotes",
        ],
    ),
    (
        "callout-unknown",
        "Text.\n\n:::note Supported versions\n\nText.\n:::\n\n:::Caution\nText.\n:::\n\n> [!TIP]\n> Text.\n",
        [
            "3: ':::note' is no callout in MkDocs; write '!!! note'",
            "8: ':::Caution' is no callout in MkDocs; write '!!! caution'",
            "12: '> [!TIP]' is no callout in MkDocs; write '!!! tip'",
        ],
    ),
    (
        "callout-indent",
        '!!! note\nText at the margin.\n\n!!! tip "Keys"\n  Two spaces.\n\n!!! info\n\n  Two spaces.\n',
        [
            "2: 'Text at the margin.' stands outside the callout above; indent it by 4 spaces",
            "5: 'Two spaces.' stands outside the callout above; indent it by 4 spaces",
            "9: 'Two spaces.' stands outside the callout above; indent it by 4 spaces",
        ],
    ),
    (
        "list-restart",
        "3. Complete the details.\n\n- In **Name**, enter a name.\n- In **URL**, enter a URL.\n\n4. Select **Save**.\n",
        [
            "1: numbered list begins with '3', but MkDocs counts from 1",
            "6: step '4' comes after bullets at the margin: MkDocs makes steps of them; indent by four spaces",
        ],
    ),
    (
        "list-restart",
        "1. One.\n2. Two.\n\n![Keys](a.png)\n\n3. Three.\n\nA paragraph.\n\n4. Four.\n",
        [
            "6: step '3' comes after an image at the margin: MkDocs counts from 1 again; indent by four spaces",
            "10: step '4' comes after a paragraph at the margin: MkDocs counts from 1 again; indent by four spaces",
        ],
    ),
    (
        "list-restart",
        '=== "Portal"\n\n    1. One.\n\n    ```\n    code\n    ```\n\n    2. Two.\n',
        ["9: step '2' comes after a code block at the margin: MkDocs counts from 1 again; indent by four spaces"],
    ),
    (
        "list-restart",
        '1. One.\n1. Two.\n\n![](/img/a.png "a.png")\n\n1. Three.\n',
        ["6: numbered list starts again at '1' after an image; indent what is part of a step by four spaces"],
    ),
    (
        "list-restart",
        "1. One.\n2. Two.\n\n- a\n- b\n\n1. Again.\n",
        ["7: numbered list starts again at '1' after bullets; indent what is part of a step by four spaces"],
    ),
    (
        "list-restart",
        '{% include "steps.md" %}\n4. Four.\n\nText.\n\n5. Five.\n',
        ["6: step '5' comes after a paragraph at the margin: MkDocs counts from 1 again; indent by four spaces"],
    ),
    (
        "list-restart",
        "1. One.\n\n<!-- why -->\n\n2. Two.\n\n    <!-- why -->\n\n3. Three.\n\n<!--# gone #-->\n\n4. Four.\n",
        ["5: step '2' comes after a comment at the margin: MkDocs counts from 1 again; indent by four spaces"],
    ),
    (  # as in MDX: 'One.' is text below the tag, 'Two.' the first step
        "list-restart",
        "<Steps>\n1. One.\n\n2. Two.\n</Steps>\n\n3. Three.\n",
        ["4: numbered list begins with '2', but MkDocs counts from 1"],
    ),
    (
        "list-indent",
        "1. What to have at hand:\n   - a list\n   - a mailbox\n2. Next.\n",
        ["2: list item '- a list' is indented by 3 spaces; in a list, MkDocs wants 4 here"],
    ),
    (
        "list-indent",
        "- One.\n\n  A paragraph.\n\n- Two.\n    - Nested.\n      - Deeper.\n",
        [
            "3: paragraph 'A paragraph.' is indented by 2 spaces; in a list, MkDocs wants 4 here",
            "7: list item '- Deeper.' is indented by 6 spaces; in a list, MkDocs wants 8 here",
        ],
    ),
    (
        "list-indent",
        "1. One.\n\n   !!! warning\n       Text.\n\n2. Two.\n\n   ```\n   code\n   ```\n\n3. Three.\n",
        [
            "3: callout '!!! warning' is indented by 3 spaces; in a list, MkDocs wants 4 here",
            "8: code block '```' is indented by 3 spaces; in a list, MkDocs wants 4 here",
        ],
    ),
    (
        "list-blank-line",
        "You need:\n- a mailbox\n- a list\n\n!!! note\n    Also:\n    1. a key\n",
        [
            "2: no blank line before the list '- a mailbox': it shows as text",
            "7: no blank line before the list '1. a key': it shows as text",
        ],
    ),
    (
        "list-merged",
        "1. One.\n2. Two.\n\n- bullet\n\nText.\n\n- bullet\n\n1. One.\n",
        [
            "4: bullet list directly after a numbered list: MkDocs makes one list of them; indent it by four spaces more, or put a sentence between",
            "10: numbered list directly after a bullet list: MkDocs makes one list of them; indent it by four spaces more, or put a sentence between",
        ],
    ),
    (
        "heading-space",
        "##Enable it\n\nText about\n#42 and more.\n",
        [
            "1: '##Enable it' is a heading in MkDocs alone; write '## Enable it' or '\\#'",
            "4: '#42 and more.' is a heading in MkDocs alone; write '# 42 and more.' or '\\#'",
        ],
    ),
    (
        "heading-space",
        "```\nx\n```\n---\n\n> ~~~\n> x\n> ~~~\n> ===\n",
        [
            "4: '---' makes a heading of the block above it; put a blank line before it",
            "9: '===' makes a heading of the block above it; put a blank line before it",
        ],
    ),
    (
        "markdown-in-html",
        "<details markdown>\n<summary>**More**</summary>\n\nText.\n\n</details>\n",
        ["2: '**More**' shows as it is written within '<summary>'; write '<summary markdown>'"],
    ),
    (
        "markdown-in-html",
        " <div markdown>\n\n- a\n\n</div>\n",
        ["3: '- a' shows as it is written within '<div>'; write '<div' without spaces before it"],
    ),
    (
        "heading-skipped",
        "# A\n\n## B\n\n#### C\n\n##### D\n",
        ["5: heading level 4 follows level 2 (line 3); write '### C'"],
    ),
    (
        "anchor-twice",
        '## A { #keys }\n\n## B { .x #keys }\n\nText.\n{: #one }\n\n<a id="one"></a>\n',
        ["3: anchor 'keys' is pinned in line 1 already", "8: anchor 'one' is pinned in line 6 already"],
    ),
    (
        "anchor-twice",
        "## Add keys\n\n## Add your keys { #add-keys }\n",
        ["1: heading 'Add keys' makes the anchor 'add-keys', which is pinned in line 3"],
    ),
    (
        "title-missing",
        "## Before you start\n",
        ["0: has no title; write 'title:' in the front matter or '# …' at the top"],
    ),
    (
        "image-alt",
        '![](a.png) and ![ ](b.png "B")\n\n<img src="c.png">\n\n![][d]\n\n[d]: d.png\n',
        [
            "1: image 'a.png' has no text alternative; say what it shows",
            "1: image 'b.png' has no text alternative; say what it shows",
            "3: image 'c.png' has no text alternative; say what it shows",
            "5: image '' has no text alternative; say what it shows",
        ],
    ),
    (
        "link-markup",
        'Go to the <a className="external" href="https://a.example" target="blank">**Portal**</a> page, or\n'
        '<a href="/b">there</a>.\n\n<img src="c.png" alt="Keys" />\n',
        [
            "1: link '**Portal**' is in HTML, with 'target=\"blank\"'; write '[…](…)'",
            "2: link 'there' is in HTML; write '[…](…)'",
            "4: image is in HTML; write '![…](…)'",
        ],
    ),
    (
        "link-markup",
        'See [A](https://a.example){ target="_blank" }.\n\n<div>\n<a href="/b" id="x" target="_blank">B</a>\n</div>\n',
        [
            "1: 'target=\"_blank\"' opens a new tab; leave it out",
            "4: 'target=\"_blank\"' opens a new tab; leave it out",
        ],
    ),
    (
        "script-in-content",
        "<script>alert(1)</script>\n\nText <b onclick=\"x()\">here</b>, <a href='java&#115;cript:x()'>there</a>.\n\n"
        "[A](javascript:x) and [B][b] and <JavaScript:x>.\n\n[b]: JAVASCRIPT:x\n\n<iframe src='https://a.example'></iframe>\n",
        [
            "1: '<script>' in the content of a page",
            "3: attribute 'href' runs a program",
            "3: event handler 'onclick' in the content of a page",
            "5: link to 'JavaScript:x' runs a program",
            "5: link to 'javascript:x' runs a program",
            "7: link to 'JAVASCRIPT:x' runs a program",
            "9: '<iframe>' in the content of a page",
        ],
    ),
    (
        "blocked-by-policy",
        '# A\n\n![B](https://img.example/b.png)\n\n<p style="color: red">C</p>\n',
        [
            "3: 'https://img.example/b.png' is from another host, and the policy of the site blocks it; "
            "keep a copy in the site, or allow the host under 'extra: policy: img-src'",
        ],
    ),
    (
        "mojibake",
        "---\ntitle: CrÃ©er\n---\nItâ€™s here.\n\nSelect **SettingsÂ > Integrations**.\n\nLost: \ufffd\ufffd.\n",
        [
            "2: 'Ã©' is 'é' in the wrong encoding",
            "4: 'â€™' is '’' in the wrong encoding",
            "6: 'Â' is what is left of a no-break space in the wrong encoding",
            "8: '\ufffd\ufffd' is a character that was lost (U+FFFD); write it again",
        ],
    ),
    (
        "mojibake",
        "CommeÂ\u00a0: « Ã\u00a0 faire », Å“uvre, Ã‰tape, ðŸ˜€, ÐŸÑ€Ð¸, â\u0080\u0099 et Ã la fin.\n",
        [
            "1: 'Â\u00a0' is 'U+00A0' in the wrong encoding",
            "1: 'Ã' is what is left of 'à' in the wrong encoding",
            "1: 'Ã\u00a0' is 'à' in the wrong encoding",
            "1: 'Ã‰' is 'É' in the wrong encoding",
            "1: 'Å“' is 'œ' in the wrong encoding",
            "1: 'ÐŸÑ€Ð¸' is 'При' in the wrong encoding",
            "1: 'â\u0080\u0099' is '’' in the wrong encoding",
            "1: 'ðŸ˜€' is '😀' in the wrong encoding",
        ],
    ),
    (
        "invisible-character",
        "---\ntitle: A\u200bB\n---\nOne\u00ad two\u202e and\u00ad\n\n```\nco\ufeffde\x07\n```\n\nA\u200dB and \U000e0041\n",
        [
            "2: invisible character U+200B (zero width space); remove it",
            "4: invisible character U+00AD (soft hyphen), character U+202E (right-to-left override); remove it",
            "7: invisible character U+FEFF (zero width no-break space), character U+0007 (control character); remove it",
            "10: invisible character U+200D (zero width joiner), character U+E0041 (tag latin capital letter a); remove it",
        ],
    ),
    (
        "spelled-two-ways",
        "Sage 200 here.\n\nAlso Sage200 there, and QuickBooks.\n\nQuickbooks and Sage200.\n\nSage200cloud\n\nSage 200cloud\n",
        [
            "3: 'Sage200' is 'Sage 200' in line 1",
            "5: 'Quickbooks' is 'QuickBooks' in line 3",
            "9: 'Sage 200cloud' is 'Sage200cloud' in line 7",
        ],
    ),
    (
        "label-spelled-two-ways",
        "1. Select **Request data**.\n2. Select **Request Data**.\n3. Select **RequestData**.\n",
        [
            "2: label 'Request Data' is 'Request data' in line 1",
            "3: label 'RequestData' is 'Request data' in line 1",
        ],
    ),
]

# rule, page on which nothing is found
PASSING: list[tuple[str, str]] = [
    ("conflict-marker", "# A\n\n`<<<<<<< HEAD`\n\nTitle\n=======\n\n<<<<<<<< eight\n"),
    ("conflict-marker", "<<<<<<< alone\n"),
    ("fence-open", "1. A\n\n    ````md\n    ```\n    x\n    ````\n\n~~~\na\n~~~\n\n<div>\n```\nb\n```\n</div>\n"),
    ("fence-open", '!!! note "Code"\n    ```python title="a.py"\n    import a\n\n\n    b = 1\n    ```\n'),
    (
        "block-as-text",
        "2020) was long ago\n\nYou need:\n- a\n\na | b\n---|---\n1 | 2\n\n```\n1) a\n ## b\n```\n\n`1) a`\n",
    ),
    (
        "block-as-text",
        "Title\n---\n\n1. a\n\n    | A |\n    | --- |\n    | 1 |\n\nTerm\n:   - a\n    - b\n\n<div>\n ## a\n</div>\n",
    ),
    (
        "block-as-code",
        "1. Fill in:\n\n    | A | B |\n    | --- | --- |\n    | 1 | 2 |\n\nRun:\n\n    - name: x\n      run: y\n\n```\n!!! note\n```\n",
    ),
    (
        "block-as-code",
        "!!! note\n\n    1. One:\n\n        | A | B |\n        | --- | --- |\n\n        ```\n        | A |\n        ```\n",
    ),
    (
        "markdown-in-html",
        "<details markdown>\n<summary markdown>**More**</summary>\n\n## Keys\n\n</details>\n\n<pre>\n- a\n</pre>\n\n<div>Text. <!-- - a --></div>\n",
    ),
    (
        "markdown-in-html",
        '<div class="grid cards" markdown>\n\n-   __One__\n\n    ---\n\n    Text.\n\n</div>\n\n<p>2 * 3 * 4 [x]</p>\n',
    ),
    ("table-cells", "| A | B |\n| --- | --- |\n|[a](b.md)|`c`|\n| a\\|b | c |\n| a |\n\nA | B\n--- | ---\n`a` | b\n"),
    ("fence-open", "```md\n````\nx\n```\n\nafter\n"),
    ("fence-open", "Text:\n\n    ls\n\n> ```\n> a\n> ```\n\n``` a ```\n"),
    ("callout-unknown", "!!! Note\n    Text.\n"),
    ("callout-unknown", '!!! note inline end "Keys"\n    Text.\n\n???+ tip\n    Text.\n\n!!! caution ""\n    Text.\n'),
    (
        "callout-unknown",
        '```\n!!! Note\n:::note\n```\n\n`!!! Note`\n\n::: package.module\n\n!!! {{ type }} "A"\n    Text.\n',
    ),
    ("callout-unknown", "Really!!! Note that.\n\n!!! danger\n    Text.\n\n> [!not a callout] text\n"),
    ("callout-indent", '!!! note\n    Text.\n\n!!! tip "Alone"\n\nText.\n\n1. A\n\n    !!! note\n        Text.\n'),
    ("callout-indent", "```\n!!! note\ntext\n```\n"),
    ("list-restart", '{% include "steps.md" %}\n4. Four.\n5. Five.\n'),
    ("list-restart", '{% include "steps.md" %}\n\n4. Four.\n'),
    ("list-restart", "1. One.\n\n    - a\n\n    ![Keys](a.png)\n\n2. Two.\n\n    Text.\n\n3. Three.\n"),
    ("list-restart", "1. One.\n\n## B\n\n1. One.\n\nAnother way:\n\n1. One.\n\n![A](a.png)\n\nText.\n\n1. One.\n"),
    ("list-restart", '=== "A"\n\n    1. One.\n\n=== "B"\n\n    1. One.\n\n1. One.\n1. Two.\n'),
    ("list-restart", "```\n4. not a list\n```\n\nIn\n2020. Not a list.\n"),
    ("list-indent", "- a\n    - b\n        - c\n\n            Text.\n\n    Text.\n- d\n"),
    ("list-indent", "1. One\n   goes on.\n2. Two:\n   ```\n   code\n   ```\n10. Ten\n    - a\n"),
    ("list-indent", " - a\n - b\n\n- - c\n\n```\n- a\n  - b\n```\n\n> - a\n>   - b\n"),
    ("list-indent", "!!! note\n    - a\n        - b\n\n1.  One\n\n    Text.\n\n-   a\n\n    ```\n    code\n    ```\n"),
    ("list-blank-line", "You need:\n\n- a\n- b\n    - c\n    - d\n\n## B\n- e\n\n!!! note\n    - f\n"),
    (
        "list-blank-line",
        "Prices without tax.\n* In Canada alone.\n\n{% for x in y %}\n- a\n{% endfor %}\n\nBorn in\n1986. A year.\n",
    ),
    (
        "list-indent",
        "- a\n- b[^1]\n\n  [^1]:\n    A note.\n\n- c\n  <!-- x -->.\n\n<div markdown>\n\n- d\n\n  </div>\n",
    ),
    ("list-restart", "1. One.\n\n    - a[^1]\n\n  [^1]:\n    A note.\n\n2. Two.\n"),
    ("callout-indent", '=== "A"\n\n=== "B"\n\nText.\n'),
    ("list-merged", "1. One.\n    - a\n    - b\n2. Two.\n\nText:\n\n- a\n\n<!-- end -->\n\n1. One.\n"),
    ("list-merged", "1. One.\n\n- a\n\n2. Two.\n"),  # a matter of list-restart
    (
        "word-doubled",
        "# A\n\nHe had had that that. The `key` the, AND and **the** the. Log in in the portal, very very long.\n\n```\nthe the\n```\n",
    ),
    ("heading-space", "## B\n\n\\#42 is done, and so is #43.\n\n```\n#!/bin/sh\n#comment\n```\n\n- \\#a\n\n#\n"),
    ("heading-skipped", "## A\n\n### B\n\n## C\n\n!!! note\n    #### D\n\n### E\n"),
    ("heading-skipped", '## A\n\n{% include "part.md" %}\n\n#### B\n'),
    ("anchor-twice", "## A { #a }\n\n## Notes\n\n## Notes\n\n`{ #a }`\n\n```\n## X { #a }\n```\n"),
    ("anchor-twice", "---\nsource_revision: abc\n---\n## Ajouter\n\n## Autre { #ajouter }\n"),
    (
        "anchor-twice",
        '{% if page.x %}\n## A { #a }\n{% else %}\n## B { #a }\n{% endif %}\n\n<p data-id="a" id="b">x</p>\n',
    ),
    ("title-missing", "---\ntitle: A\n---\nText.\n"),
    ("title-missing", "# A\n"),
    ("title-missing", "A\n=\n\nText.\n"),
    ("image-alt", "![Keys](a.png) ![`code`](b.png) \\![](c.png) `![](d.png)`\n\n```\n![](e.png)\n```\n"),
    (
        "image-alt",
        '<img src="a.png" alt="">\n\n<IMG alt="Keys" src="b.png">\n\n<!-- ![](c.png) -->\n\n![](d.png){ alt="Keys" }\n',
    ),
    (
        "link-markup",
        '[A](a.md){ .md-button }\n\n`<a href="a.md">A</a>`\n\n<a id="old"></a>\n\n<a href="a" download>A</a>\n',
    ),
    (
        "link-markup",
        '<div class="grid">\n<a href="a.md">A</a>\n</div>\n\n<img src="a.png" alt="A" width="20">\n\n<img src="b.png">\n',
    ),
    ("link-markup", '```html\n<a href="a" target="_blank">A</a>\n```\n\nThe `target="_blank"` attribute.\n'),
    ("script-in-content", "```html\n<script>x</script>\n<b onclick='x'>\n```\n\n`<iframe>` and `javascript:`\n"),
    (
        "script-in-content",
        '<b data-on="x" one="1" class="onclick=x">A</b> JavaScript: a language. [A](b.md) 1 < 2, on=3\n',
    ),
    ("blocked-by-policy", "![B](b.png) [C](https://img.example/b.png) `![D](https://img.example/d.png)`\n"),
    (
        "mojibake",
        "Créer l’œuvre\u00a0: « CAFÉ\u00a0» (É\u00a0: 5 Å\u00a0; à\u00a0» é\u00a0»), Â, Ç, √2, DÉGÂT, NÃO, Ã.\n\n`Ã©`\n",
    ),
    (
        "invisible-character",
        "A\u00a0B\u202fC 👩\u200d💻 ❤\ufe0f 🏴\U000e0067\U000e007f \u05d0\u200f, \u0915\u094d\u200d\u0937.\n\ttab\n",
    ),
    (
        "spelled-two-ways",
        "In Sage200, say Sage 200.\n\n`Sage200` is Sage 200. [Sage 200](https://a.example/Sage200)\n\nsage 200\n",
    ),
    ("spelled-two-ways", "QuickBooks, quickbooks.com, [a](/QuickbooksOnline), step 10 and Step 2.\n"),
    (
        "label-spelled-two-ways",
        "Enter the **Client Secret** as **Client secret**.\n\n**companies**, **Companies**, **Companies:**\n",
    ),
]


ELSEWHERE = {
    "file-name",
    "address-twice",  # 'to-write' is tested with the verb that writes what it finds, the others in test_shown_as_text.py
    "to-write", "key-twice", "attribute-list", "callout-title", "comment-open", "footnote", "link-as-text", "mark-as-text",
    "no-break-space", "unknown-tag",
    "value-secret", "value-use",  # in test_own_values.py
}  # fmt: skip


def found(make: Make, rule: str, text: str) -> list[str]:
    root = make({"docs/index.md": text, "mkdocs.yml": WITH_MORE})
    sources = Sources(Site.load(root / "mkdocs.yml"))
    findings = check(sources, chosen_rules(only=[rule])).findings
    return [
        f"{finding.line}: {finding.message}"
        for finding in findings
        if finding.path == "docs/index.md" and finding.rule == rule
    ]


@pytest.mark.parametrize(
    ("rule", "text", "expected"), FAILING, ids=lambda value: value[:24] if isinstance(value, str) else ""
)
def test_a_fault_is_found(small_site: Make, rule: str, text: str, expected: list[str]) -> None:
    assert found(small_site, rule, text) == expected


@pytest.mark.parametrize(("rule", "text"), PASSING, ids=lambda value: value[:24])
def test_a_good_page_is_clean(small_site: Make, rule: str, text: str) -> None:
    assert found(small_site, rule, text) == []


def test_every_source_rule_has_cases_and_help() -> None:
    rules = {rule.id: rule for rule in RULES if rule.group == "source"}
    assert {rule for rule, _, _ in FAILING} == set(rules) - ELSEWHERE == {rule for rule, _ in PASSING}
    assert all(re.search(r"\n\nBad: .+\nGood: ", rule.help, re.DOTALL) for rule in rules.values())


def test_the_title_may_stand_in_the_navigation_or_come_from_a_snippet(small_site: Make) -> None:
    config = (small_site({}) / "mkdocs.yml").read_text()
    named = config.replace("nav: [index.md]", "nav: [{Home: [{Start: index.md}]}]")
    root = small_site({"mkdocs.yml": named, "docs/index.md": "## B\n"})
    assert check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=["title-missing"])).findings == ()
    files = {"mkdocs.yml": config, "docs/index.md": '{% include "top.md" %}\n', "docs_fr/_snippets/top.md": "# A\n"}
    root = small_site({**files, "docs/_snippets/top.md": "# A\n"})
    assert check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=["title-missing"])).findings == ()


def test_a_snippet_may_go_on_with_a_list_that_its_page_began(small_site: Make) -> None:
    snippets = {f"{folder}/_snippets/rest.md": "4. Four.\n5. Five.\n" for folder in ("docs", "docs_fr")}
    root = small_site(snippets)
    assert check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=["list-restart"])).findings == ()


def test_the_project_is_clean() -> None:
    sources = Sources(Site.load(ROOT / "mkdocs.yml"))
    assert check(sources, chosen_rules(only=["source", "spelled-two-ways", "label-spelled-two-ways"])).findings == ()


# What the messages say of MkDocs, tried on the Markdown that it uses: rule, page, the same put right.
EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.details",
    "pymdownx.highlight", "pymdownx.superfences", "pymdownx.tabbed",
]  # fmt: skip
RENDERED = [
    ("list-indent", "1. a\n   - b\n2. c\n", "1. a\n    - b\n2. c\n"),
    ("list-indent", "- a\n  - b\n", "- a\n    - b\n"),
    ("list-indent", "- a\n    - b\n      - c\n", "- a\n    - b\n        - c\n"),
    ("list-indent", "1. a\n\n   text\n\n2. b\n", "1. a\n\n    text\n\n2. b\n"),
    ("list-indent", "1. a\n\n   ```\n   x\n   ```\n\n2. b\n", "1. a\n\n    ```\n    x\n    ```\n\n2. b\n"),
    ("list-indent", "1. a\n\n   !!! note\n       x\n\n2. b\n", "1. a\n\n    !!! note\n        x\n\n2. b\n"),
    ("list-blank-line", "You need:\n- a\n- b\n", "You need:\n\n- a\n- b\n"),
    ("list-restart", "1. a\n2. b\n\n- x\n\n3. c\n", "1. a\n2. b\n\n    - x\n\n3. c\n"),
    ("list-restart", "1. a\n2. b\n\ntext\n\n3. c\n", "1. a\n2. b\n\n    text\n\n3. c\n"),
    ("list-restart", "1. a\n\n<!-- x -->\n\n2. b\n", "1. a\n\n    <!-- x -->\n\n2. b\n"),
    ("list-merged", "1. a\n2. b\n\n- x\n", "1. a\n2. b\n\ntext\n\n- x\n"),
    ("heading-space", "text\n#42\n", "text\n\\#42\n"),
    ("heading-space", "- #42\n", "- \\#42\n"),
    ("heading-space", "```\nx\n```\n---\n", "```\nx\n```\n\n---\n\nTitle\n---\n"),
    ("callout-indent", "!!! note\n  x\n", "!!! note\n    x\n"),
    ("callout-indent", '=== "A"\n\n  x\n', '=== "A"\n\n    x\n'),
    ("block-as-text", "1) a\n2) b\n", "1. a\n2. b\n"),
    ("block-as-text", " ## a\n", "## a\n"),
    ("block-as-text", "a\n| b | c |\n| - | - |\n", "a\n\n| b | c |\n| - | - |\n"),
    ("block-as-code", "1. a\n\n        | b | c |\n        | - | - |\n", "1. a\n\n    | b | c |\n    | - | - |\n"),
    ("markdown-in-html", "<div>\n\n- a\n\n</div>\n", "<div markdown>\n\n- a\n\n</div>\n"),
    ("fence-open", "```\na\n````\n", "```\na\n```\n"),
    ("callout-unknown", "!!! note « A »\n    x\n", '!!! note "A"\n    x\n'),
    ("callout-unknown", ":::note\nx\n:::\n", "!!! note\n    x\n"),
]


def shape(text: str) -> str:
    """The elements that Markdown makes of a text, without what they hold."""
    rendered = markdown.markdown(text, extensions=EXTENSIONS)
    return " ".join(re.findall(r"</?(?:ol|ul|li|h[1-6]|div|p|pre|table)\b", rendered))


@pytest.mark.parametrize(("rule", "faulty", "right"), RENDERED)
def test_mkdocs_renders_what_the_rules_say(small_site: Make, rule: str, faulty: str, right: str) -> None:
    assert found(small_site, rule, faulty) != []
    assert found(small_site, rule, right) == []
    assert shape(faulty) != shape(right)


@pytest.mark.parametrize(
    "text",
    [
        "1. a\n   ```\n   x\n   ```\n2. b\n",
        "1. a\n   goes on\n2. b\n",
        "- a\n\n    - b\n\n        text\n",
        "  - a\n    - b\n",
    ],
)
def test_what_mkdocs_renders_well_is_no_fault(small_site: Make, text: str) -> None:
    assert found(small_site, "list-indent", text) == []
    indented = re.sub(r"(?m)^ {2,3}(?! )(?!-)", "    ", text)
    assert shape(text) == shape(indented)


MARKDOWN = st.lists(
    st.sampled_from(
        ["# ", "## ", "#", "- ", "1. ", "4. ", "   ", "    ", "\t", "\n", "\n\n", "```", "`", "!!! note", "??? ", ":::note",
         "![](", "[a](", ")", "<a href='x' target=_blank>", "</a>", "<img ", ">", "<!--", "-->", "{% include 'a' %}", "{#a}",
         "{{", "}}", "Ã©", "\u200b", "Sage 200", "Sage200", "**B**", "=== \"", "\"", "| a |", "> ", "word", "\x00", "\u2028"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(MARKDOWN)
def test_no_text_makes_a_rule_fail(text: str) -> None:
    parsed = ParsedPage(Page("docs/a.md", "a.md", "en", {}, text, 3, "---\na: 1\n---\n"))
    last = text.count("\n") + 4
    for rule in RULES:
        if rule.group == "source" and rule.scope == "page":
            assert all(1 <= report.line <= last for report in rule.run(parsed)), rule.id


def test_steps_in_a_component_of_another_generator_start_anew() -> None:
    shown = markdown.markdown("<Steps>\n1. One.\n\n2. Two.\n</Steps>\n\n3. Three.\n", extensions=["md_in_html"])
    assert re.sub(r"\s+", "", shown) == (
        "<p><Steps>1.One.</p><ol><li><p>Two.</Steps></p></li><li><p>Three.</p></li></ol>"
    )
