"""A tag uses a name that does not exist, or the front matter names an integration that has no record.

Bad: `{{ integration.callback }}`.
Good: `{{ integration.callback_url }}`.
"""

from bitext.rule import rule_of_reading

undefined_name = rule_of_reading(__name__, __doc__)
