"""`_synonyms.yml` is not a mapping of the words of the pages to one word, or a list of words, that readers type for
them.

Bad: `- business`.
Good: `company: [business, firm]`.
"""

from bitext.rule import rule_of_reading

synonyms = rule_of_reading(__name__, __doc__)
