"""Pages in two languages: found, parsed, composed; paired and aligned. Knows nothing of MkDocs."""
