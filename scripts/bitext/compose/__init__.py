"""The Markdown that is rendered: snippets and data put in, anchors shared, notices added."""
