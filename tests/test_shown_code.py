"""Code of several words, and blocks that are shown as they are: what is for people is free, the rest is not."""

import pytest
from test_numbers import told

SPANS = [
    ("Run `ls -la` on it.", "Lancez la commande.", ["code 'ls -la' of docs/a.md:1 is missing here"]),
    ("Run it.", "Lancez `ls -la`.", ["code 'ls -la' is not in docs/a.md:1"]),
    ("Run `git push` now.", "Lancez `git pull`.", ["code 'git pull' is 'git push' in docs/a.md:1"]),
    ("Run `git pull`, `git push`.", "Lancez `git pull`.", ["code 'git push' of docs/a.md:1 is missing here"]),
    ("See `POST /companies`.", "Voir `POST`.", ["code 'POST /companies' of docs/a.md:1 is missing here"]),
    ("See `GET /a`.", "Voir `POST /a`.", ["code 'POST /a' is 'GET /a' in docs/a.md:1"]),
    ("A `Bad request (400)`.", "Une `Requête (401)`.", ["code 'Requête (401)' is 'Bad request (400)' in docs/a.md:1"]),
    ('`"total": 50`', '`"total": 51`', ["""code '"total": 51' is '"total": 50' in docs/a.md:1"""]),
    ("Enter `client id` there.", "Entrez l’identifiant.", []),
    ("Run `ls -la` on it.", "Lancez ls -la.", []),
    ("It is `1 + 2 (£3)`.", "C’est `1 + 2 (3 £)`.", []),
]
BLOCKS = [
    ("console", "$ codat login\nLogged in", "$ codat logout\nConnecté"),
    ("console", "PS C:\\> dir a\nIt is there", "PS C:\\> dir b\nC’est là"),
    ("text", "port 8080   the server", "port 8081   le serveur"),
    ("text", "mkdocs.yml   the settings", "config.yml   les paramètres"),
    ("", "GET /companies   lists them", "POST /companies   en donne la liste"),
    ("", "run --all to see it", "lancez --tout pour voir"),
    ("text", "open http://localhost:8000 now", "ouvrez http://localhost:8001"),
    ("mermaid", "graph LR\n  a -->|needs| b", "graph LR\n  a -->|demande| c"),
    ("mermaid", "graph LR\n  a --> b", "graph TD\n  a --> b"),
    ("mermaid", "graph LR\n  a --> b", "graph LR\n  a --- b"),
    ("mermaid", "sequenceDiagram\n  A->>B: sends", "sequenceDiagram\n  B->>A: envoie"),
]
FREE = [
    ("console", '$ codat push "a file"  # sends it\nDone.', '$ codat push "un fichier"  # l’envoie\nC’est fait.'),
    ("text", "key = value of it", "clé = valeur"),
    ("text", "Wait 2 days -> done", "Attendez deux jours -> fini"),
    ("", "docs/\n├── index.md   # home", "docs/\n├── index.md   # accueil"),
    ("mermaid", "graph LR\n  a[Start here] --> b(End of it)", "graph LR\n  a[Commencez ici] --> b(La fin)"),
    ("mermaid", "graph LR\n  a -- yes --> b", "graph LR\n  a -- oui --> b"),
    ("mermaid", "graph LR\n  Customer --> Portal", "graph LR\n  Client --> Portail"),
    ("mermaid", "sequenceDiagram\n  A->>B: sends 2 keys", "sequenceDiagram\n  A->>B: envoie deux clés"),
]


@pytest.mark.parametrize(("english", "french", "said"), SPANS)
def test_a_command_is_compared(english: str, french: str, said: list[str]) -> None:
    assert told(english, french) == said


@pytest.mark.parametrize(("language", "english", "french"), BLOCKS)
def test_what_is_not_for_people_differs(language: str, english: str, french: str) -> None:
    (message,) = told(*(f"```{language}\n{block}\n```" for block in (english, french)))
    lines = zip(english.splitlines(), french.splitlines(), strict=True)
    number, ours, theirs = next(
        (n, " ".join(a.split()), " ".join(b.split())) for n, (a, b) in enumerate(lines, 2) if a != b
    )
    assert message == f"code '{theirs}' is '{ours}' in docs/a.md:{number}"


@pytest.mark.parametrize(("language", "english", "french"), FREE)
def test_text_for_people_is_free(language: str, english: str, french: str) -> None:
    assert told(*(f"```{language}\n{block}\n```" for block in (english, french))) == []
