"""The front matter of a page is not ended, or not a mapping of keys to values; or its `last_checked` is not a day, or a
revision cannot be written into it because a line holds more than one key.

Bad: `title Manage companies`.
Good: `title: Manage companies`.
"""

from bitext.rule import rule_of_reading

front_matter_unreadable = rule_of_reading(__name__, __doc__)
