"""What each language has of its own: words, numbers in words, names of keys."""
