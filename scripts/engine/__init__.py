"""The site built with MkDocs, Material and mkdocs-static-i18n: only this package and `preview` import them."""
