"""A file cannot be read or written, or is not in UTF-8; the line is that of the first byte that does not belong there.

Bad: `companies.md` saved as Windows-1252.
Good: `companies.md` saved as UTF-8.
"""

from bitext.rule import rule_of_reading

unreadable = rule_of_reading(__name__, __doc__)
