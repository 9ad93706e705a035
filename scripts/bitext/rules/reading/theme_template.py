"""A template of the site's own fails; the message gives the reason in the words of Jinja. Only a build and the preview
find it.

Bad: `{{ super() }`.
Good: `{{ super() }}`.
"""

from bitext.rule import rule_of_reading

theme_template = rule_of_reading(__name__, __doc__)
