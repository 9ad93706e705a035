"""A page and its translation: what one has and the other has not."""
