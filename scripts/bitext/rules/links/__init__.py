"""Links, addresses, redirects and the navigation."""
