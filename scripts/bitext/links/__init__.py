"""Where links, redirects and the navigation lead."""
