"""mkdocs.yml is not there or lists no languages, a file that it inherits from does not exist, or MkDocs or a part of
this site cannot use a setting.

Bad: `edit_url: edit/main/`.
Good: `edit_uri: edit/main/`.
"""

from bitext.rule import rule_of_reading

configuration = rule_of_reading(__name__, __doc__)
