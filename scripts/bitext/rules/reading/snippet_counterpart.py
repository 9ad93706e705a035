"""A translated snippet has no counterpart of its name in the source language.

Bad: `docs_fr/_snippets/deux-cles.md` for `docs/_snippets/two-keys.md`.
Good: `docs_fr/_snippets/two-keys.md` for `docs/_snippets/two-keys.md`.
"""

from bitext.rule import rule_of_reading

snippet_counterpart = rule_of_reading(__name__, __doc__)
