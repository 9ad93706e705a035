"""One page by itself: what would show as text, or break."""
