"""A snippet includes itself, directly or through another one.

Bad: `{% include "add-keys.md" %}` in `add-keys.md`.
Good: `{% include "keys-without-spaces.md" %}` in `add-keys.md`.
"""

from bitext.rule import rule_of_reading

snippet_cycle = rule_of_reading(__name__, __doc__)
