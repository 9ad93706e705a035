"""A symbolic link leads out of the folder of mkdocs.yml, or to something hidden in it, such as `.git`: the site would
publish what it leads to. Links between the files of the site are fine.

Bad: a link `docs/terms.pdf` to a file in your own folder.
Good: a copy of that file.
"""

from bitext.rule import rule_of_reading

file_outside = rule_of_reading(__name__, __doc__)
