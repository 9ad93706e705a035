"""Files that belong to the site as a whole: search, headers for hosts, pictures; and the policy that pages state."""

from __future__ import annotations

from pathlib import Path

import jinja2
from bitext.pages.public_address import public_path
from bitext.site.hosting import HEADERS_FILE, NGINX_FILE, ROBOTS_FILE, headers_file, nginx_file, robots_file
from bitext.site.policy import header_policy, inline_scripts, inline_styles, page_policy
from bitext.tree import files_below
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import write_file

from engine.page_sources import locale_of
from engine.shared_sources import shared

INLINE_SCRIPTS = ("base", "palette", "content")  # the theme's, in every page


def set_policy(env: jinja2.Environment, config: MkDocsConfig) -> None:
    """Let pages state the policy that the scripts in the theme's templates need."""
    policy = shared().policy = page_policy(_inline_scripts(env, config), shared().sources.surroundings.allowed or {})
    env.globals["policy"] = policy


def _inline_scripts(env: jinja2.Environment, config: MkDocsConfig) -> list[str]:
    """The scripts that the theme writes into every page."""
    context = {"config": config, "features": config.theme.get("features") or ()}
    pages = (env.get_template(f"partials/javascripts/{name}.html").render(context) for name in INLINE_SCRIPTS)
    return [script for page in pages for script in inline_scripts(page)]


def complete(config: MkDocsConfig) -> None:
    """Write what belongs to the site as a whole: to each language its own search, the first in the place of the index
    that the theme has written, and to hosts the headers by which it is served."""
    site, root = Path(config.site_dir), public_path(config.site_url or "")
    for name, text in shared().search.items():
        write_file(text.encode(), str(site / name))
    names = files_below(site)
    drawings = ((site / name).read_bytes().decode(errors="replace") for name in names if name.endswith(".svg"))
    policy = header_policy(shared().policy, (style for drawing in drawings for style in inline_styles(drawing)))
    files = [name for name in names if name.startswith("assets/")]
    locales = [locale.code for locale in shared().site.targets]
    unlisted = shared().site.writers_folders
    write_file(headers_file(policy, files, root, locales, unlisted).encode(), str(site / HEADERS_FILE))
    write_file(nginx_file(policy, locales, root, unlisted).encode(), str(site / NGINX_FILE))


def write_pictures(config: MkDocsConfig) -> None:
    """Write what others show of the site: the picture of this locale, and with the source locale's the icons and what
    tells search engines of the sitemap. A file of the site stays as it is."""
    site, locale = shared().site, locale_of(config)
    made = dict(shared().pictures[locale.code].made)
    if locale == site.source and config.site_url and ROBOTS_FILE not in site.published[locale.code]:
        made[ROBOTS_FILE] = robots_file(config.site_url).encode()
    for name, content in made.items():
        write_file(content, str(Path(config.site_dir, name)))
