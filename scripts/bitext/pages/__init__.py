"""A page as written: front matter and body, segments, links, labels, and the line of each."""
