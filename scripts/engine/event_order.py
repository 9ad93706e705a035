"""The order in which the events of this hook and those of plugins take place."""

from __future__ import annotations

FIRST = 1_000_000  # before any other plugin or hook
BEFORE_I18N, AFTER_I18N = -99, -200
# mkdocs-static-i18n titles callouts at priority 50. Plugins that edit Markdown do so before and after it, most at 0.
BEFORE_CALLOUTS, AFTER_CALLOUTS = 51, 49
AFTER_SEARCH = -50  # the search plugin writes its index at priority 0, and mkdocs-static-i18n a mixed one at -100
