"""Markdown as the site renders it: its dialect, blocks, code and HTML."""
