"""A built site, read back."""
