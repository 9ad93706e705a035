"""What git remembers: the text that a translation was made from, and what has changed since."""
