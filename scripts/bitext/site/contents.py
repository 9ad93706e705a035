"""What the files of a site say: its pages, which of them are drafts, and its data. Each is read when it is first asked
for, and stays as it was then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from pathspec import GitIgnoreSpec

from bitext.cached import cached_property
from bitext.errors import Refused
from bitext.pages.page import Page, read_page, read_yaml
from bitext.pages.revision import KEY, UNCHANGED
from bitext.site.data_gaps import gaps
from bitext.site.drafts import Drafts, without_unwritten, written_records
from bitext.site.settings import overlay

if TYPE_CHECKING:
    from bitext.site.site import Locale, Site


class Data:
    """What pages can name: of each locale, one entry for each file `_data/NAME.yml`. Each property raises Refused when
    a file cannot be read."""

    def __init__(self, site: Site) -> None:
        self._site = site

    @cached_property
    def own(self) -> Mapping[str, Mapping[str, Any]]:
        """Of each locale, what its own files say."""
        site = self._site
        return {
            code: {
                PurePosixPath(path).stem: _without_revision(read_yaml(site.read_data(path), path))
                for path in site.data_paths(locale)
            }
            for code, locale in site.locales.items()
        }

    @cached_property
    def laid_over(self) -> Mapping[str, Mapping[str, Any]]:
        """Of each locale, what its pages can name: a target locale has the data of the source locale with its own laid
        over it, key by key."""
        source = self.own[self._site.source.code]
        targets = {locale.code: without_unwritten(self.own[locale.code]) for locale in self._site.targets}
        return {self._site.source.code: source, **{code: overlay(source, own) for code, own in targets.items()}}

    @cached_property
    def written(self) -> Mapping[str, Mapping[str, Any]]:
        """The same without the records that are still to be written."""
        return {code: written_records(data) for code, data in self.laid_over.items()}

    @cached_property
    def inherited(self) -> Mapping[str, frozenset[str]]:
        """Of each target locale, the prose that it has from the data of the source locale as it is."""
        source = self.own[self._site.source.code]
        return {
            locale.code: frozenset(
                text
                for name, values in source.items()
                for gap in gaps(values, self.own[locale.code].get(name, {}))
                for _, text in gap.texts
            )
            for locale in self._site.targets
        }


class Contents:
    """What the files of `site` say. pages: those that are read already, by their paths; data: the same of its data."""

    def __init__(self, site: Site, pages: Mapping[str, Page] | None = None, data: Data | None = None) -> None:
        self._site = site
        self.pages = dict(pages or {})
        self.data = data or Data(site)

    def page(self, path: str, name: str, locale: Locale) -> Page:
        """The page or snippet at `path` as written. Raises Refused when it cannot be read."""
        if path not in self.pages:
            site = self._site
            site.refuse(path)
            self.pages[path] = read_page(site.root, path, name, locale.code, site.dialect)
        return self.pages[path]

    @cached_property
    def drafts(self) -> Mapping[str, frozenset[str]]:
        """Of each locale, the names of its pages that hold a text which is still to be written, of those that translate
        one, and of the files that `draft_docs` names."""
        site = self._site
        found = dict(self.set_aside)
        if site.composes:
            found = {code: names | {*self._own_drafts(site.locales[code])} for code, names in found.items()}
        source = found[site.source.code]
        return {code: names | (source & site.files[code]) for code, names in found.items()}

    @cached_property
    def set_aside(self) -> Mapping[str, frozenset[str]]:
        """Of each locale, the names of the files that `draft_docs` keeps for the preview, as MkDocs does."""
        site = self._site
        written = str(site.settings.get("draft_docs") or "").splitlines()
        match = GitIgnoreSpec.from_lines(written).match_file
        return {
            code: frozenset(name for name in names if match(site.layout.uri(name, site.path(name, site.locales[code]))))
            if written
            else frozenset()
            for code, names in site.files.items()
        }

    def _own_drafts(self, locale: Locale) -> Iterator[str]:
        site = self._site
        drafts = Drafts(partial(self._shown_snippet, locale), site.record, site.records.key)
        for name in site.page_names(locale):
            with suppress(Refused):  # the engine tells what cannot be read
                if drafts.is_draft(site.page(name, locale)):
                    yield name

    def _shown_snippet(self, locale: Locale, name: str) -> Page | None:
        path = self._site.snippet_path(name, locale)
        return self.pages[path] if path else None

    @cached_property
    def published(self) -> Mapping[str, frozenset[str]]:
        """Of each locale, the names of all files that are published: no drafts."""
        files = self._site.files
        return {code: files[code] - self.drafts[code] for code in files}


def _without_revision(values: Any) -> Any:
    if not isinstance(values, dict):
        return values
    return {key: value for key, value in values.items() if key not in (KEY, UNCHANGED)}
