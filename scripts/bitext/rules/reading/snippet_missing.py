"""A page includes a snippet that does not exist.

Bad: `{% include "suported-versions.md" %}`.
Good: `{% include "supported-versions.md" %}`.
"""

from bitext.rule import rule_of_reading

snippet_missing = rule_of_reading(__name__, __doc__)
