"""The rules that compare a page with the one it translates: for each a pair that fails and one that passes."""

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bitext.check.engine import check, chosen_rules
from bitext.pages.revision import revision_of
from bitext.rules import RULES
from bitext.site.site import Site
from bitext.sources import Sources
from conftest import CONFIG, SCRIPTS, run

Make = Callable[[Mapping[str, str | bytes]], Path]
STEPS = "# Set up\n\n1. Open the form at Sage.\n2. Enter **Client ID** and `key`.\n3. Wait 60 days for the e-mail.\n"
CALLOUT = """\
!!! warning "Use only letters"
    Names with 3 other signs are refused by the server.

    Two names may not be the same in one account.
"""
ENCADRE = """\
!!! warning "N’utiliser que des lettres"
    Les noms avec 3 autres signes sont refusés par le serveur.

    Deux noms ne peuvent être les mêmes dans un compte.
"""
TERMS = """\
# Terms

## Account

What amounts of one kind are recorded in. Its number has 8 digits.

### Bank account

An account at a bank, in the field `bankAccount`.

## Company

A business whose data are read through Codat.

## Customer

Somebody who pays the company. See [the list](index.md).

## Supplier

Somebody whom the company pays.
"""
TERMES = """\
# Termes

## Client

Quelqu’un qui paie l’entreprise. Voyez [la liste](index.md).

## Compte

Ce dans quoi les montants d’un même genre sont inscrits. Son numéro a 8 chiffres.

### Compte bancaire

Un compte à une banque, dans le champ `bankAccount`.

## Entreprise

Une entreprise dont les données sont lues par Codat.

## Fournisseur

Quelqu’un que l’entreprise paie.
"""
ETAPES = "# Configurer\n\n1. Ouvrez le formulaire chez Sage.\n2. Entrez **Client ID** et `key`.\n3. Attendez le courriel 60 jours.\n"

# rule: (English, French, what is found in the French page), one or more
COPY = "# Keys\n\nWait for the e-mail from Sage.\n\nCopy the key that is in it.\n\nPaste it into the form.\n"
FAILING: list[tuple[str, str, str, list[str]]] = [
    (
        "link-mismatch",
        "Set [a](https://a.example.com/en-gb/x#keys) and [b](https://b.example.com/c/).\n",
        "Réglez [a](https://a.example.com/en-gb/x#key) et [b](https://b.example.com/d/).\n",
        [
            "1: link to 'https://a.example.com/en-gb/x#key', 'https://b.example.com/d/' is to "
            "'https://a.example.com/en-gb/x#keys', 'https://b.example.com/c/' in docs/index.md:1"
        ],
    ),
    ("page-untranslated", COPY, COPY, ["1: page is a copy of docs/index.md, and nothing in it is translated"]),
    (
        "page-untranslated",
        COPY + "\nThen go on to the next step of the guide.\n",
        COPY.replace("# Keys", "# Clés") + "\nThen go on to the next step of this guide.\n",
        ["1: page is a copy of docs/index.md, and nothing in it is translated"],
    ),
    (
        "page-untranslated",
        COPY,
        "## Traduction à venir\n",
        ["1: page is not translated yet: it holds next to nothing of docs/index.md"],
    ),
    (
        "page-untranslated",
        COPY,
        "---\ntitle: Clés\n---\n",
        ["1: page is not translated yet: it holds next to nothing of docs/index.md"],
    ),
    (
        "segment-missing",
        STEPS,
        ETAPES.replace("2. Entrez **Client ID** et `key`.\n3.", "2."),
        ["3: item 'Enter **Client ID** and `key`.' of docs/index.md:4 is missing here"],
    ),
    (
        "segment-missing",
        '# A\n\nText one.\n\n!!! note "Title"\n    Callout text.\n\n    - item\n',
        "# A\n\nTexte un.\n",
        ["3: callout 'Title' and 2 more of docs/index.md:5 are missing here"],
    ),
    (
        "segment-missing",
        "# A\n\n| a | b |\n| - | - |\n| `x` | 1 |\n| `y` | 2 |\n",
        "# A\n\n| a | b |\n| - | - |\n| `x` | 1 |\n",
        ["5: row '`y` | 2' of docs/index.md:6 is missing here"],
    ),
    (
        "segment-added",
        STEPS,
        ETAPES + "4. Attendez le courriel 60 jours.\n",
        ["6: item 'Attendez le courriel 60 jours.' has no counterpart in docs/index.md"],
    ),
    (
        "segment-moved",
        STEPS,
        "# Configurer\n\n1. Entrez **Client ID** et `key`.\n2. Ouvrez le formulaire chez Sage.\n3. Attendez le courriel 60 jours.\n",
        ["3: item 'Entrez **Client ID** et `key`.' stands at another place than in docs/index.md:4"],
    ),
    (
        "segment-moved",
        TERMS,
        TERMES,
        [
            "3: heading 'Client' stands at another place than in docs/index.md:15; if that is intended, pin it with '{ #customer }'"
        ],
    ),
    (
        "segment-moved",
        "# A\n\n## Example\n\n`one` 1\n\n`more` 11\n\n## Example\n\n`two` 2\n",
        "# A\n\n## Exemple\n\n`two` 2\n\n## Exemple\n\n`one` 1\n\n`more` 11\n",
        [
            "3: heading 'Exemple' stands at another place than in docs/index.md:9; if that is intended, pin it with '{ #example_1 }'"
        ],
    ),
    (
        "segment-moved",
        "# A\n\n1. Open `a`.\n2. Wait 5 days.\n3. Select **Go**.\n4. Enter `b`.\n5. Type 7.\n\n"
        + CALLOUT
        + "\nThe end.\n",
        "# A\n\n"
        + ENCADRE
        + "\n1. Ouvrez `a`.\n2. Attendez 5 jours.\n3. Sélectionnez **Go**.\n4. Entrez `b`.\n5. Tapez 7.\n\nLa fin.\n",
        ["3: callout 'N’utiliser que des lettres' stands at another place than in docs/index.md:9"],
    ),
    ("heading-level", "# A\n\n## B\n", "# A\n\n### B\n", ["3: heading level is 3, but 2 in docs/index.md:3"]),
    (
        "callout-type",
        '!!! warning "Keys"\n    Text.\n',
        '!!! note "Clés"\n    Texte.\n',
        ["1: callout type 'note' is 'warning' in docs/index.md:1"],
    ),
    (
        "list-nesting",
        "# A\n\n1. One `a`\n2. Two `b`\n",
        "# A\n\n- Un `a`\n- Deux `b`\n",
        ["3: item stands in a bullet list, but in a numbered list in docs/index.md:3"],
    ),
    (
        "list-nesting",
        "- One\n- Two\n- Three\n",
        "- Un\n    - Deux\n- Trois\n",
        ["2: item stands in a bullet list in a bullet list, but in a bullet list in docs/index.md:2"],
    ),
    (
        "table-shape",
        "| a | b |\n| - | - |\n| c | d |\n",
        "| a |\n| - |\n| c |\n",
        ["1: table row has 1 cells, but 2 in docs/index.md:1", "3: table row has 1 cells, but 2 in docs/index.md:3"],
    ),
    (
        "snippet-mismatch",
        "{% if page.a %}\nText `a`\n{% endif %}\n",
        "{% if page.b %}\nTexte `a`\n{% endif %}\n",
        ["1: '{% if page.b %}' is '{% if page.a %}' in docs/index.md:1"],
    ),
    (
        "table-shape",
        "| a | b |\n| - | - |\n| `c` \\| `x|y` | d |\n",
        "| a | b |\n| - | - |\n| `c` \\| `x|y` |\n",
        ["3: table row has 1 cells, but 2 in docs/index.md:3"],
    ),
    (
        "name-mismatch",
        "Edit keys.yml.\n",
        "Modifiez cles.yml.\n",
        ["1: file 'cles.yml' is 'keys.yml' in docs/index.md:1"],
    ),
    (
        "unit-mismatch",
        "Wait 5 minutes.\n",
        "Attendez 5 secondes.\n",
        ["1: amount '5 secondes' is '5 minutes' in docs/index.md:1"],
    ),
    (
        "tag-mismatch",
        "Do it <b>now</b>.\n",
        "Faites-le <i>là</i>.\n",
        ["1: tag '<i>', '</i>' is '<b>', '</b>' in docs/index.md:1"],
    ),
    ("tag-mismatch", "It is <b>bold</b>.\n", "C’est <b>gras<b>.\n", ["1: tag '<b>' is '</b>' in docs/index.md:1"]),
    (
        "partner-lost",
        "The key (the long one).\n",
        "La clé (la longue.\n",
        ["1: '(' has no partner, as it has in docs/index.md:1"],
    ),
    (
        "partner-lost",
        "The “key is long.\n",
        "La « clé » est longue.\n",
        ["1: '“' in docs/index.md:1 has no partner, as it has here"],
    ),
    ("question-lost", "Do you have it?\n", "Vous l’avez.\n", ["1: 'Vous l’avez.' is a question in docs/index.md:1"]),
    ("question-lost", "You have it.\n", "Vous l’avez ?\n", ["1: 'Vous l’avez ?' is no question in docs/index.md:1"]),
    (
        "pin-mismatch",
        "## Keys { #keys }\n",
        "## Clés { #cles }\n",
        ["1: heading is pinned to '#cles', but to '#keys' in docs/index.md:1"],
    ),
    (
        "acronym-mismatch",
        "Send the CSV file.\n",
        "Envoyez le fichier CVS.\n",
        ["1: acronym 'CVS' is 'CSV' in docs/index.md:1"],
    ),
    (
        "code-mismatch",
        "Run `ls -la` on it.\n",
        "Lancez la commande.\n",
        ["1: code 'ls -la' of docs/index.md:1 is missing here"],
    ),
    ("number-mismatch", "Wait 60 days.\n", "Attendez 90 jours.\n", ["1: number '90' is '60' in docs/index.md:1"]),
    ("number-mismatch", "Up to 1,000 rows\n", "Des rangées\n", ["1: number '1000' of docs/index.md:1 is missing here"]),
    ("number-mismatch", "Open at 4 pm\n", "Ouvert à 17 h\n", ["1: number '17' is '16' in docs/index.md:1"]),
    (
        "link-mismatch",
        "See [terms](/terms.md).\n",
        "Voir les [conditions](/privacy.md).\n",
        ["1: link to '/privacy.md' is to '/terms.md' in docs/index.md:1"],
    ),
    (
        "link-mismatch",
        "See [terms](/terms.md#a).\n",
        "Voir les conditions.\n",
        ["1: link to '/terms.md#a' of docs/index.md:1 is missing here"],
    ),
    (
        "link-mismatch",
        "[Codat][c]\n\n[c]: /terms.md\n",
        "[Codat][c]\n\n[c]: /privacy.md\n",
        ["1: link to '/privacy.md' is to '/terms.md' in docs/index.md:1"],
    ),
    (
        "link-mismatch",
        '!!! tip "Read [the terms](/terms.md)"\n    Text.\n',
        '!!! tip "Lisez [les conditions](/privacy.md)"\n    Texte.\n',
        ["1: link to '/privacy.md' is to '/terms.md' in docs/index.md:1"],
    ),
    (
        "link-mismatch",
        "See [terms](/old.md){ .next href=/terms.md }.\n",
        "Voir les [conditions](/old.md){ .next href=/privacy.md }.\n",
        ["1: link to '/privacy.md' is to '/terms.md' in docs/index.md:1"],
    ),
    (
        "image-mismatch",
        "![A](a.svg) text\n",
        "![A](b.svg) texte\n",
        ["1: image 'b.svg' is 'a.svg' in docs/index.md:1"],
    ),
    (
        "code-mismatch",
        "Set `totalAmount`.\n",
        "Réglez `totalAmont`.\n",
        ["1: code 'totalAmont' is 'totalAmount' in docs/index.md:1"],
    ),
    (
        "code-mismatch",
        "Enter `Example Company (Codat[1])`.\n",
        "Entrez `Entreprise d’exemple (Codat[9])`.\n",
        ["1: code 'Entreprise d’exemple (Codat[9])' is 'Example Company (Codat[1])' in docs/index.md:1"],
    ),
    (
        "code-block-mismatch",
        '```json\n{"amount": 10}\n```\n',
        '```json\n{"montant": 10}\n```\n',
        ["""2: code '{"montant": 10}' is '{"amount": 10}' in docs/index.md:2"""],
    ),
    (
        "code-block-mismatch",
        "```\na\nb\n```\n",
        "```\na\n```\n",
        ["1: code block has 1 lines, but 2 in docs/index.md:1"],
    ),
    (
        "front-matter",
        "---\ntitle: A\ndescription: B\n---\n# A\n",
        "---\ntitle: A\n---\n# A\n",
        ["1: front matter key 'description' of docs/index.md is missing here"],
    ),
    (
        "front-matter",
        "---\nhide: a\n---\n# A\n",
        "---\nhide: b\n---\n# A\n",
        ["2: front matter key 'hide' is 'b', but 'a' in docs/index.md"],
    ),
    (
        "front-matter",
        "---\ntitle: A\ntags:\n  - one\n  - two\n# A note.\nsize: 1\n---\n# A\n",
        "---\ntitle: |\n  A\n  B\nsize: 2\nextra: 3\ntags: [un, deux]\n---\n# A\n",
        [
            "5: front matter key 'size' is '2', but '1' in docs/index.md",
            "6: front matter key 'extra' is not in docs/index.md",
        ],
    ),
    (
        "hard-break",
        "Save.  \nA message.\n",
        "Enregistrez.\nUn message.\n",
        ["1: 1 line break of docs/index.md:1 lost here"],
    ),
    (
        "front-matter",
        "---\nlast_checked: 2026-11-20\n---\n# A\n",
        "---\nlast_checked: 2026-11-02\n---\n# A\n",
        ["2: front matter key 'last_checked' is '2026-11-02', but '2026-11-20' in docs/index.md"],
    ),
    (
        "untranslated",
        "Wait for the e-mail from Sage before you go on.\n",
        "Wait for the e-mail from Sage before you go on.\n",
        ["1: 'Wait for the e-mail from Sage before you go on.' is left in the language of docs/index.md:1"],
    ),
    (
        "untranslated",
        "![A diagram of the keys that you have to copy](a.svg)\n",
        "![A diagram of the keys that you have to copy](a.svg)\n",
        ["1: 'A diagram of the keys that you have to copy' is left in the language of docs/index.md:1"],
    ),
    (
        "attribute-mismatch",
        "Enter `abc`{ .copy } there.\n",
        "Entrez `abc` ici.\n",
        ["1: attribute '.copy' of docs/index.md:1 is missing here"],
    ),
    (
        "attribute-mismatch",
        "[There](/a.md){ .next }\n",
        "[Là](/a.md){ .md-button }\n",
        ["1: attribute '.md-button' is '.next' in docs/index.md:1"],
    ),
    (
        "key-mismatch",
        "Press <kbd>Ctrl</kbd>+<kbd>C</kbd>.\n",
        "Appuyez sur <kbd>Ctrl</kbd>+<kbd>V</kbd>.\n",
        ["1: key 'V' is 'C' in docs/index.md:1"],
    ),
    (
        "key-mismatch",
        "Press <kbd>Enter</kbd>.\n",
        "Continuez.\n",
        ["1: key 'Enter' of docs/index.md:1 is missing here"],
    ),
    (
        "footnote-mismatch",
        "One[^a] and two[^b].\n\n[^a]: See A.\n\n[^b]: See B.\n",
        "Un[^b] et deux[^a].\n\n[^a]: See A.\n\n[^b]: See B.\n",
        ["1: footnote '[^b]', '[^a]' is '[^a]', '[^b]' in docs/index.md:1"],
    ),
    (
        "footnote-mismatch",
        "One[^a] and two[^b].\n\n[^a]: See A.\n\n[^b]: See B.\n",
        "Un[^a] et deux.\n\n[^a]: See A.\n\n[^b]: See B.\n",
        ["1: footnote '[^b]' of docs/index.md:1 is missing here"],
    ),
    (
        "label-mismatch",
        "1. Select **Save** there.\n",
        "1. Sélectionnez Save ici.\n",
        ["1: label 'Save' of docs/index.md:1 is not bold here"],
    ),
    (
        "label-mismatch",
        "1. Select **Save** there.\n",
        "1. Enregistrez ici.\n",
        ["1: label 'Save' of docs/index.md:1 is missing here"],
    ),
    (
        "label-mismatch",
        "1. Copy **Client ID**.\n",
        "1. Copiez **Client Id**.\n",
        ["1: label 'Client Id' is 'Client ID' in docs/index.md:1"],
    ),
    (
        "label-mismatch",
        "1. Select **Save** or **Cancel**.\n",
        "1. Sélectionnez **Annuler**.\n",
        ["1: 1 of the labels 'Save', 'Cancel' of docs/index.md:1 missing here"],
    ),
    (
        "code-block-mismatch",
        "```json\n{}\n```\n",
        "```\n{}\n```\n",
        ["1: code block in '' is in 'json' in docs/index.md:1"],
    ),
    (
        "snippet-mismatch",
        "Enter {{ page.title | copyable }} there.\n",
        "Entrez {{ page.title | code }} ici.\n",
        ["1: filter 'code' is 'copyable' in docs/index.md:1"],
    ),
    (
        "snippet-mismatch",
        "Enter {{ page.title }} there.\n",
        "Entrez {{ page.name }} ici.\n",
        ["1: tag '{{ page.name }}' is '{{ page.title }}' in docs/index.md:1"],
    ),
]
PASSING: list[tuple[str, str, str]] = [
    (
        "snippet-mismatch",
        "{% if page.a %}\nText\n{% endif %}\n4. Step\n",
        "{%  if page.a %}\nTexte\n{% endif %}\n4. Étape\n",
    ),
    ("segment-missing", STEPS, ETAPES),
    ("segment-added", STEPS, ETAPES),
    ("code-mismatch", "Enter `Example Company (Codat[1])`.\n", "Entrez `Entreprise d’exemple (Codat[1])`.\n"),
    ("code-mismatch", "It is `match = £1 / (£3 + £1)`.\n", "C’est `concordance = 1 £ / (3 £ + 1 £)`.\n"),
    ("code-mismatch", "At `2:30 p.m. sharp`.\n", "À `14 h 30 exactement`.\n"),
    ("segment-moved", STEPS, ETAPES),
    ("segment-moved", TERMS, TERMES.replace("## Client", "## Client { #customer }")),
    (  # what is pinned is what has moved, however long it is
        "segment-moved",
        "# A\n\n## Keys\n\n`key` 1\n\n`more` 11\n\n## Users\n\n`user` 2\n",
        "# A\n\n## Personnes\n\n`user` 2\n\n## Clés { #keys }\n\n`key` 1\n\n`more` 11\n",
    ),
    ("segment-missing", TERMS, TERMES),
    ("segment-added", TERMS, TERMES),
    ("number-mismatch", TERMS, TERMES),
    ("unit-mismatch", "Wait 5 minutes.\n", "Attendez 5 minutes.\n"),
    ("tag-mismatch", "Do it <b>now</b> or <em>then</em>.\n", "Faites-le **là** ou <i>plus tard</i>.\n"),
    ("partner-lost", "a) The (“key”) :)\n", "a) La (« clé ») :)\n"),
    ("question-lost", "Do you have it?\n", "L’avez-vous?\n"),
    ("pin-mismatch", "## Keys { #keys }\n", "## Clés { #keys }\n"),
    ("acronym-mismatch", "The VAT of a CSV file.\n", "La TVA d’un fichier CSV.\n"),
    ("name-mismatch", "Edit keys.yml.\n", "Modifiez `keys.yml`.\n"),
    ("code-mismatch", TERMS, TERMES),
    ("link-mismatch", TERMS, TERMES),
    (
        "page-untranslated",
        "# Sage 200\n\n| a | b |\n| - | - |\n| Sage | Codat |\n",
        "# Sage 200\n\n| a | b |\n| - | - |\n| Sage | Codat |\n",
    ),
    ("page-untranslated", STEPS, ETAPES),
    ("page-untranslated", "# Soon\n\nWait.\n", "# Bientôt\n\nAttendez.\n"),
    ("heading-level", STEPS, ETAPES),
    ("callout-type", "!!! Note\n    Text.\n", '!!! note "Titre"\n    Texte.\n'),
    ("list-nesting", "* One\n* Two\n", "- Un\n- Deux\n"),
    ("table-shape", "| a | b |\n| - | - |\n| c | d |\n", "| a | b |\n| - | - |\n| c |  d  |\n"),
    (
        "number-mismatch",
        "1,000 of 0.4 MB at 4 pm, 3-4 times, 1st of Q3\n",
        "1 000 de 0,4 Mo à 16 h, 3 à 4 fois, premier du T3\n",
    ),
    ("number-mismatch", "It takes 2 days, from 9:30 am to 17:00.\n", "Cela prend deux jours, de 9 h 30 à 17 h.\n"),
    ("number-mismatch", "On October 19, 2020\n", "Le 19 octobre 2020\n"),
    ("link-mismatch", "[a](/a.md) [b](/b.md)\n", "[b](/fr/b.md) [a](https://example.org/fr-ca/a.md)\n"),
    ("image-mismatch", "![A](img/a.png) ![B](b_en.png)\n", "![A](img/a-fr.png) ![B](b_fr.png)\n"),
    ("link-mismatch", "[a](/old.md){ href=/a.md }\n", "[a](/a.md)\n"),
    ("image-mismatch", "![a](old.png){ src='a.png' }\n", "![a](a.png)\n"),
    ("link-mismatch", "[a](https://example.com/a/)\n", "[a](https://example.com/a)\n"),
    (
        "link-mismatch",
        "[a](https://a.example.com/en/seeds) [b](https://en.b.example.com/c) [d](https://d.example.com/d) "
        "[e](https://e.example.com/en-us/e#f)\n",
        "[a](https://a.example.com/fr/semences) [b](https://fr.b.example.com/d) [d](https://d.example.com/d?lang=fr) "
        "[e](https://e.example.com/e#f)\n",
    ),
    ("image-mismatch", "![A](/img/a.svg)\n", "![B](/fr-ca/img/a.svg)\n"),
    (
        "code-mismatch",
        "Use `<your key>` and `YYYY-MM-DD`, `a` or `a`.\n",
        "Utilisez `<votre clé>` et `AAAA-MM-JJ`, `a`.\n",
    ),
    ("code-mismatch", "Press `Ctrl+Shift+P`, then `Enter`.\n", "Appuyez sur `Ctrl+Maj+P`, puis sur `Entrée`.\n"),
    ("code-mismatch", "At `http://your-server:3000/my-app`.\n", "À `http://votre-serveur:3000/mon-appli`.\n"),
    ("code-mismatch", "Open `Companies > Data history`.\n", "Ouvrez `Entreprises > Historique`.\n"),
    ("code-block-mismatch", "```matlab\nx = 1; % the mass\n```\n", "```matlab\nx = 1; % la masse\n```\n"),
    ("code-block-mismatch", "```r\n#' Install it\nf()\n```\n", "```r\n#' L’installer\nf()\n```\n"),
    ("code-block-mismatch", "```py\nx = 5 #from above\n```\n", "```py\nx = 5 #d’en haut\n```\n"),
    ("code-block-mismatch", '```mermaid\nclick A "#keys"\n```\n', '```mermaid\nclick A "#cles"\n```\n'),
    (
        "code-block-mismatch",
        '```js\ncall("Hello you")  // asks the server\n```\n',
        '```js\ncall("Bonjour à vous")  // interroge le serveur\n```\n',
    ),
    (
        "front-matter",
        "---\ntitle: A\nredirect_from: [/a]\nupdatedAt: 2020-01-01\nimage: /img/a.png\n---\n# A\n",
        "---\ntitle: B\nimage: /fr-ca/img/a.png\nsource_revision: x\n---\n# A\n",
    ),
    ("front-matter", "---\nlast_checked: 2026-11-20\n---\n# A\n", "---\nlast_checked: 2026-11-20\n---\n# B\n"),
    (
        "front-matter",
        "---\nhero: {name: Voyager, tagline: Fast}\n---\n# A\n",
        "---\nhero: {name: Voyager, tagline: Rapide}\ndefault_lang_commit: 1a2b\n---\n# A\n",
    ),
    ("hard-break", "Save.  \nA message.\n", "Enregistrez.\\\nUn message.\n"),
    (
        "untranslated",
        "Select **Settings of the page that you see**.\n",
        "Sélectionnez **Settings of the page that you see**.\n",
    ),
    (
        "untranslated",
        "It says “Unable to verify the key of your store”.\n",
        "Il dit « Unable to verify the key of your store ».\n",
    ),
    ("untranslated", "Sage 200 Standard\n", "Sage 200 Standard\n"),
    (
        "untranslated",
        "- Smith (2024): The price of the models and how to pay for it, May 6, 2024.\n",
        "- Smith (2024) : The price of the models and how to pay for it, 6 mai 2024.\n",
    ),
    (
        "attribute-mismatch",
        "Enter `a`{ .copy } in [b](/b.md){ .next target=_blank }.\n",
        "Entrez `a`{.copy} dans [b](/b.md){ .next target=_blank lang=en }.\n",
    ),
    (
        "attribute-mismatch",
        "![A](/a.svg){ width=300 } and {companyId}\n",
        "![B](/a.svg){ width=320 } et {identifiant}\n",
    ),
    ("attribute-mismatch", "## One { #one }\n", "## Un { #un }\n"),
    (
        "key-mismatch",
        "Press <kbd>Shift</kbd>+<kbd>C</kbd>, ++enter++.\n",
        "Appuyez sur <kbd>Maj</kbd>+<kbd>C</kbd>, ++entrée++.\n",
    ),
    ("key-mismatch", "Press <kbd>Ctrl+C</kbd>.\n", "Appuyez sur <kbd>Ctrl</kbd>+<kbd>C</kbd>.\n"),
    ("key-mismatch", "Press <kbd>Enter</kbd> in C++ or C++11.\n", "Appuyez sur `Entrée` en C++ ou C++11.\n"),
    (
        "footnote-mismatch",
        "One[^a] and two[^b].\n\n[^a]: See A.\n\n[^b]: See B.\n",
        "Un[^a] et deux[^b].\n\n[^a]: See A.\n\n[^b]: See B.\n",
    ),
    ("footnote-mismatch", "One[^note].\n\n[^note]: See A.\n", "Un[^remarque].\n\n[^remarque]: Voir A.\n"),
    (
        "footnote-mismatch",
        "Save the invoice[^a] before you open the settings[^b].\n\n[^a]: See A.\n\n[^b]: See B.\n",
        "Avant d’ouvrir les paramètres[^b], enregistrez la facture[^a].\n\n[^a]: See A.\n\n[^b]: See B.\n",
    ),
    ("label-mismatch", "1. Select **Save** or **Cancel**.\n", "1. Sélectionnez **Enregistrer** ou **Annuler**.\n"),
    ("label-mismatch", "1. Select **File** > **Save**.\n", "1. Sélectionnez **Fichier > Enregistrer**.\n"),
    (
        "label-mismatch",
        "1. Select **Save**, and **only** this.\n",
        "1. Sélectionnez **Enregistrer**, et rien d’autre.\n",
    ),
    ("label-mismatch", "1. Select **Save**.\n", "1. Sélectionnez « Enregistrer ».\n"),
    ("label-mismatch", "1. **Options** are there.\n", "1. Les **options** sont là.\n"),
    ("label-mismatch", "1. It needs **load balancing**.\n", "1. Il faut du **Load Balancing**.\n"),
    (
        "code-block-mismatch",
        "```jsx\n<b>\n  Start it, that's all\n</b>\n```\n",
        "```jsx\n<b>\n  Commencer l'essai, c'est tout\n</b>\n```\n",
    ),
    ("label-mismatch", "It is **New**.\n", "C’est nouveau.\n"),
    ("code-block-mismatch", "```sh\nls\n```\n\n```text\na\n```\n", "```bash\nls\n```\n\n```\na\n```\n"),
    ("snippet-mismatch", "Enter {{ page.title|copyable }}.\n", "Entrez {{ page.title | copyable }}.\n"),
    ("snippet-mismatch", "Enter `{{ a | b }}`.\n", "Entrez `{{ a | c }}`.\n"),
]


def found(root: Path, rule: str) -> list[str]:
    checked = check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=[rule]))
    findings = [finding for finding in checked.findings if finding.rule == rule]
    assert {finding.path for finding in findings} <= {"docs_fr/index.md"}
    return [f"{finding.line}: {finding.message}" for finding in findings]


@pytest.fixture
def pair_site(small_site: Make) -> Callable[[str, str], Path]:
    from conftest import CONFIG

    config = CONFIG.replace("https://small.example.org/", "https://example.org/")
    return lambda english, french: small_site(
        {"mkdocs.yml": config, "docs/index.md": english, "docs_fr/index.md": french}
    )


@pytest.mark.parametrize(("rule", "english", "french", "said"), FAILING)
def test_a_fault_is_told_once_at_its_line(
    pair_site: Callable[[str, str], Path], rule: str, english: str, french: str, said: list[str]
) -> None:
    root = pair_site(english, french)
    assert found(root, rule) == said
    everything = check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=["translations"]))
    told = [finding.rule for finding in everything.findings if finding.group == "translations"]
    assert told == [rule] * len(said)


@pytest.mark.parametrize(("rule", "english", "french"), PASSING)
def test_a_good_pair_is_silent(pair_site: Callable[[str, str], Path], rule: str, english: str, french: str) -> None:
    assert found(pair_site(english, french), rule) == []


def test_the_other_half_is_named_with_its_line(pair_site: Callable[[str, str], Path]) -> None:
    root = pair_site("---\ntitle: A\n---\n\nWait 60 days.\n", "Attendez 90 jours.\n")
    (finding,) = check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=["number-mismatch"])).findings
    assert (finding.path, finding.line, finding.counterpart) == ("docs_fr/index.md", 1, ("docs/index.md", 5))


def test_snippets_are_compared_like_pages(small_site: Make) -> None:
    root = small_site({"docs/_snippets/s.md": "Wait 60 days.\n", "docs_fr/_snippets/s.md": "Attendez 90 jours.\n"})
    findings = check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=["number-mismatch"])).findings
    assert [str(finding) for finding in findings] == [
        "docs_fr/_snippets/s.md:1: number '90' is '60' in docs/_snippets/s.md:1 [number-mismatch]"
    ]


def test_pages_and_files_that_stand_alone_are_told(small_site: Make) -> None:
    root = small_site(
        {
            "docs/companies.md": "# C\n",
            "docs_fr/compagnies.md": "# C\n",
            "docs/shared.svg": "<svg/>",
            "docs_fr/keys-fr.svg": "<svg/>",
            "docs/keys.svg": "<svg/>",
        }
    )
    rules = chosen_rules(only=["page-missing", "page-orphan", "file-orphan"])
    assert [str(finding) for finding in check(Sources(Site.load(root / "mkdocs.yml")), rules).findings] == [
        "docs/companies.md:0: page has no translation at 'docs_fr/companies.md'; did you mean 'docs_fr/compagnies.md'? "
        "[page-missing]",
        "docs_fr/compagnies.md:0: page translates nothing: 'docs/compagnies.md' does not exist; "
        "did you mean 'docs/companies.md'? [page-orphan]",
        "docs_fr/keys-fr.svg:0: file has no counterpart at 'docs/keys-fr.svg'; did you mean 'docs/keys.svg'? [file-orphan]",
    ]


def test_every_pair_rule_has_cases_and_help_with_a_bad_and_a_good_example() -> None:
    own = {
        "outdated",
        "revision-ahead",
        "revision-missing",
        "revision-malformed",
        "typography",
    }  # in files of their own
    rules = {rule.id for rule in RULES if rule.scope == "pair" and rule.group == "translations"} - own
    assert rules == {rule for rule, *_ in FAILING} == {rule for rule, *_ in PASSING}
    for rule in RULES:
        assert re.search(r"^Bad: .+^Good: ", rule.help, re.MULTILINE | re.DOTALL), rule.id
        assert rule.help.splitlines()[0], rule.id


SAME_CODE = [
    ("Open `Users`.", "Ouvrez `Utilisateurs`."),
    ("Open `Settings > Users`.", "Ouvrez `Paramètres > Utilisateurs`."),
    ("Open `Save as`.", "Ouvrez `Enregistrer sous`."),
    ("Press `Ctrl+Shift+P`, then `Enter`.", "Appuyez sur `Ctrl+Maj+P`, puis sur `Entrée`."),
    ("Press `Ctrl + Space` or `Delete`.", "Appuyez sur `Ctrl + Espace` ou sur `Suppr`."),
    ("Open `http://your-server:3000`.", "Ouvrez `http://votre-serveur:3000`."),
    ("Open `https://example.com/my-repo`.", "Ouvrez `https://exemple.com/mon-depot`."),
    ("Use `your_member.value` there.", "Utilisez-y `votre_membre.value`."),
    ("Run `cp file archive`.", "Lancez `cp fichier archive`."),
]
OTHER_CODE = [
    ("Run `git push`.", "Lancez `git pull`.", "code 'git pull' is 'git push'"),
    ("Run `ls -la`.", "Lancez `ls -l`.", "code 'ls -l' is 'ls -la'"),
    ("Run `npm install --save`.", "Lancez `npm install`.", "code 'npm install' is 'npm install --save'"),
    ("Send `GET /keys`.", "Envoyez `POST /keys`.", "code 'POST /keys' is 'GET /keys'"),
    ("Fill in `users`.", "Remplissez `utilisateurs`.", "code 'utilisateurs' is 'users'"),
    ("It is a `String`.", "C’est une `Chaine`.", "code 'Chaine' is 'String'"),
    ("Open `Users`.", "Ouvrez `User`.", "code 'Users' of docs/index.md:1 is missing here"),
    ("Open `Save`.", "Ouvrez `Supprimer`.", "code 'Supprimer' is 'Save'"),
    ("Read `CompanyInfo`.", "Lisez `InfoEntreprise`.", "code 'InfoEntreprise' is 'CompanyInfo'"),
    ("Press `Ctrl+C`.", "Appuyez sur `Ctrl+V`.", "code 'Ctrl+V' is 'Ctrl+C'"),
    ("Press `Enter`.", "Appuyez sur `Échap`.", "code 'Échap' is 'Enter'"),
    ("Open `http://your-server:3000`.", "Ouvrez `http://votre-serveur:3001`.", "code 'http://votre-serveur:3001' is 'http://your-server:3000'"),
]  # fmt: skip


@pytest.mark.parametrize(("english", "french"), SAME_CODE)
def test_labels_keys_and_placeholders_in_code_are_for_readers(
    pair_site: Callable[[str, str], Path], english: str, french: str
) -> None:
    assert found(pair_site(f"{english}\n", f"{french}\n"), "code-mismatch") == []


@pytest.mark.parametrize(("english", "french", "said"), OTHER_CODE)
def test_names_and_commands_in_code_are_literal(
    pair_site: Callable[[str, str], Path], english: str, french: str, said: str
) -> None:
    assert found(pair_site(f"{english}\n", f"{french}\n"), "code-mismatch") == [
        f"1: {said}" + " in docs/index.md:1" * (" is '" in said)
    ]


def test_a_label_of_the_glossary_is_one_in_code_as_well(small_site: Make) -> None:
    pages = {"docs/index.md": "Open `invoices`.\n", "docs_fr/index.md": "Ouvrez `factures`.\n"}
    assert found(small_site(pages), "code-mismatch") == ["1: code 'factures' is 'invoices' in docs/index.md:1"]
    known = {"docs_fr/_glossary.yml": "labels:\n  invoices: factures\n"}
    assert found(small_site({**pages, **known}), "code-mismatch") == []


@pytest.mark.parametrize(
    ("language", "english", "french"),
    [
        ("matlab", "% Read the image\nx = imread('a.png');", "% Lire l’image\nx = imread('a.png');"),
        ("r", "#' Install packages\ninstall.packages('a')", "#' Installer les paquets\ninstall.packages('a')"),
        ("python", "item = get(5) #from above", "item = get(5) #de ci-dessus"),
        ("sql", "SELECT 1 --the first", "SELECT 1 --la première"),
        ("clojure", "(+ 1 2) ;the sum", "(+ 1 2) ;la somme"),
        ("bat", "rem the first\ndir", "rem la première\ndir"),
    ],
)
def test_a_comment_of_any_language_may_be_translated(
    pair_site: Callable[[str, str], Path], language: str, english: str, french: str
) -> None:
    pages = [f"```{language}\n{text}\n```\n" for text in (english, french)]
    assert found(pair_site(*pages), "code-block-mismatch") == []


@pytest.mark.parametrize("text", ["", "---\ntitle: A\n---\n", "<!-- nothing yet -->\n"])
def test_a_page_that_holds_nothing_is_compared_as_any_other(pair_site: Callable[[str, str], Path], text: str) -> None:
    root = pair_site(text, text)
    assert check(Sources(Site.load(root / "mkdocs.yml")), chosen_rules(only=["translations"])).findings == ()


@pytest.mark.parametrize("revision", ["", "source_revision: {}\n"])
def test_a_mark_that_is_lost_in_translation_is_one_finding(small_site: Make, revision: str) -> None:
    english = "---\ntitle: Home\n---\n\nOne[^first] and two[^second] here.\n\n[^first]: The first.\n\n[^second]: The second.\n"
    french = f"---\ntitle: Accueil\n{revision.format(revision_of(english.encode()))}---\n\nUn[^first] et deux ici.\n\n[^first]: La première.\n\n[^second]: La deuxième.\n"
    root = small_site(
        {
            "mkdocs.yml": CONFIG.replace("[admonition,", "[footnotes, admonition,"),
            "docs/index.md": english,
            "docs_fr/index.md": french,
        }
    )
    sources = Sources(Site.load(root / "mkdocs.yml"), root / "mkdocs.yml")
    line = 5 + bool(revision)
    assert [str(each) for each in check(sources, chosen_rules(skip=["revision-missing"])).findings] == [
        f"docs_fr/index.md:{line}: footnote '[^second]' of docs/index.md:5 is missing here [footnote-mismatch]"
    ]
    result = run(sys.executable, SCRIPTS, "build", "-f", root / "mkdocs.yml")
    assert f"docs_fr/index.md:{line + 4}: no '[^second]' in the text leads to this footnote [footnote]" in result.stderr
    assert result.returncode == 1
