"""The name of a snippet is not written out, or the tag is another one that takes in files, such as `import` or
`extends`: what a page is made of must be known before it is composed.

Bad: `{% include integration.snippet %}`.
Good: `{% include "trial-accounts.md" %}`.
"""

from bitext.rule import rule_of_reading

snippet_name = rule_of_reading(__name__, __doc__)
