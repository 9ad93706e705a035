"""A glossary is not written as it should be: it has a key of another name, a part that maps words to words is something
else, or `keep` is not a list.

Bad: `keep: Sage Intacct`.
Good: `keep: [Sage Intacct]`.
"""

from bitext.rule import rule_of_reading

glossary = rule_of_reading(__name__, __doc__)
