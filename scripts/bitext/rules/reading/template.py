"""A tag cannot be understood or computed: a filter that does not exist, a tag that is not closed, a value that a filter
cannot handle. Or it makes more text than a page can hold, takes too many steps, or is nested too deep.

Bad: `{{ integration.callback_url | copyble }}`.
Good: `{{ integration.callback_url | copyable }}`.
"""

from bitext.rule import rule_of_reading

template = rule_of_reading(__name__, __doc__)
