"""The front matter of a page, a file of data, a glossary or mkdocs.yml is not valid YAML, at this line or just before.
YAML that is nested too deep, contains itself, or is made too large by aliases is not read either.

Bad: `title: Companies: add and manage them`.
Good: `title: "Companies: add and manage them"`.
"""

from bitext.rule import rule_of_reading

yaml = rule_of_reading(__name__, __doc__)
