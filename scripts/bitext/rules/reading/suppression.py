"""A comment that silences a rule silences nothing, names no rule or gives no reason.

Bad: `<!-- check: ignore link-target -->`.
Good: `<!-- check: ignore link-target because the page comes next week -->`.
"""

from bitext.rule import rule_of_reading

suppression = rule_of_reading(__name__, __doc__)
