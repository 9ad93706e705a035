"""MkDocs or one of its plugins warns of something that no other rule covers; the message is theirs. Only a build and
the preview find it.

Bad: `portal/index.md` and `portal/README.md`, both in `nav`.
Good: `portal/index.md` alone.
"""

from bitext.rule import rule_of_reading

mkdocs = rule_of_reading(__name__, __doc__)
