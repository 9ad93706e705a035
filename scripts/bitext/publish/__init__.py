"""What is published beside the pages: Markdown copies, the search index, pictures."""
