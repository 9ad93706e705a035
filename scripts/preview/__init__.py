"""The preview: each page rendered when it is asked for, and kept until something it depends on changes."""
