"""The site as configured: settings, layout and locales, pages and data, glossary, addresses."""
