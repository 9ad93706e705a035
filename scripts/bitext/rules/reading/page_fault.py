"""A program fails at a page; the message says what could not be done and why, and the line is the first with which it
fails. All other pages are still checked.

Bad: 400 lists, each inside the one before.
Good: a list with one list inside, and a section of its own for the rest.
"""

from bitext.rule import rule_of_reading

page_fault = rule_of_reading(__name__, __doc__)
