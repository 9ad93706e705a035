"""Labels, names and terms, by the glossary."""
