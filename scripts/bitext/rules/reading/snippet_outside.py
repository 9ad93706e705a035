"""The name of a snippet leads out of the folder of snippets.

Bad: `{% include "../portal/companies.md" %}`.
Good: `{% include "check-connection.md" %}`.
"""

from bitext.rule import rule_of_reading

snippet_outside = rule_of_reading(__name__, __doc__)
