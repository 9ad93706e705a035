"""Which segments and headings translate which, and what both must have in common."""
