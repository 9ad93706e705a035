"""Check the sources: links, translations, terms and each page on its own, without building.

The last line of the standard error stream says what was read: pages, languages, pairs, and how much was found.

exit code: 0 nothing found, or warnings alone; 1 errors found; 2 could not run
"""

from __future__ import annotations

import argparse
import gc
import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bitext.errors import Problem

from commands.support.opening import config_option, open_sources

if TYPE_CHECKING:
    from bitext.built.built import Built
    from bitext.check.engine import Checked
    from bitext.memo import Memo
    from bitext.rule import Rule
    from bitext.site.site import Site
    from bitext.sources import Sources

BESIDE = Path("site/ beside the configuration")  # what --site alone means
EXTERNAL = ("external-dead", "external-doubtful")
ROOT = Path(__file__).resolve().parents[2]
EXPLAINED = "writing/checks/"  # the page that explains the rules, below the address of this project's own site


def options(parser: argparse.ArgumentParser) -> None:
    """What `check` understands."""
    from bitext.reports import FORMATS

    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="only what is found in these files, folders or pages, and in what translates them",
    )
    config_option(parser)
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument("--only", action="append", default=[], metavar="GROUP|RULE", help="run these alone")
    parser.add_argument("--skip", action="append", default=[], metavar="GROUP|RULE", help="do not run these")
    parser.add_argument(
        "--site", nargs="?", type=Path, const=BESIDE, metavar="DIR", help="check what was built, too; default: site/"
    )
    parser.add_argument("--external", action="store_true", help="also follow the links to other hosts")
    parser.add_argument("--max-age", type=_days, default=7, metavar="DAYS", help="of links known alive; default: 7")
    parser.add_argument("--fix", action="store_true", help="put right what can be (with --only typography), then check")
    parser.add_argument("--no-cache", action="store_true", help="use nothing that earlier checks have kept in .cache/")
    parser.add_argument("--list-rules", action="store_true", help="list every rule: group, severity, on or off")
    parser.add_argument("--explain", metavar="RULE", help="explain a rule, with a bad and a good example")


def _days(written: str) -> float:
    """How many days an option says. Raises ArgumentTypeError."""
    if not re.fullmatch(r"\d+(?:\.\d+)?", written, re.ASCII):
        raise argparse.ArgumentTypeError(f"'{written}' is not a number of days, such as 7")
    return float(written)


def main(args: argparse.Namespace) -> int:
    """Check, and print the findings to the standard output stream."""
    from bitext.check.engine import Checked
    from bitext.finding import account
    from bitext.reports.lines.rules import explained, listed

    if args.list_rules or args.explain:
        sys.stdout.write(explained(args.explain) if args.explain else listed())
        return 0
    try:
        sources, checked = _checked(args)
    except Problem as problem:
        if args.format == "text" or not problem.findings:
            raise
        _print(Checked(problem.findings, 0), args)  # a program reads it where it reads all findings
        return problem.code
    if "address-lost" in args.only:
        _say_what_is_compared(sources)
    _print(checked, args)
    sys.stdout.flush()
    print(account("checked", checked.pages, checked.pairs, checked.languages, checked.findings), file=sys.stderr)
    return 1 if any(finding.severity == "error" for finding in checked.findings) else 0


def _rules(args: argparse.Namespace) -> list[Rule]:
    """The rules that are asked for. Raises UnknownRule."""
    from bitext.check.engine import chosen_rules

    rules = chosen_rules(args.only, args.skip, with_built=args.site is not None)
    if args.external:
        rules += [rule for rule in chosen_rules(EXTERNAL, args.skip) if rule.id in EXTERNAL and rule not in rules]
    return rules


def _checked(args: argparse.Namespace) -> tuple[Sources, Checked]:
    """The sources, once what can be put right is, if so told, and what was found in them. Raises Problem."""
    from bitext.check.engine import check, findings_below
    from bitext.check.in_processes import work_out_in_processes
    from bitext.memo import Memo
    from engine import fingerprints
    from engine.page_cache import PageCache

    gc.disable()  # until the process ends little is garbage; looking for it takes a tenth of the time
    rules = _rules(args)
    cache = PageCache(None if args.no_cache else args.config_file.resolve().parent / ".cache")
    sources = _sources(args, Memo(cache.memo(fingerprints.code())))
    if any(rule.id in EXTERNAL for rule in rules):
        sources = _follow(sources, args.max_age)
    built = None if args.site is None else _built(sources, args.site)
    work_out_in_processes(sources, rules)
    checked = check(sources, rules, built)
    if sources.memo.has_grown:
        cache.keep_memo(fingerprints.code(), sources.memo.worth_keeping())
    tops = _all_tops(args.paths, sources.site, checked)
    checked = findings_below(sources, checked, tops)
    if args.fix and _fix(sources, checked, rules):
        sources = _sources(args).following(sources.followed)
        checked = findings_below(sources, check(sources, rules, built), tops)
    return sources, checked


def _say_what_is_compared(sources: Sources) -> None:
    from bitext.links.release import released

    release = released(sources)
    compared = f"compared with '{release.name}'" if release else "neither 'origin/main' nor a tag to compare with"
    print(f"scripts: address-lost: {compared}", file=sys.stderr)


def _sources(args: argparse.Namespace, memo: Memo | None = None) -> Sources:
    """The sources of the site; memo: of earlier runs. Raises Problem when they cannot be opened, which is a finding for
    a program."""
    from bitext.errors import Refused
    from bitext.finding import Finding

    config: Path = args.config_file
    if args.format != "text" and not config.is_file():
        raise Refused(Finding(config.name, 0, "configuration", "is not there; '-f' names another"))
    return open_sources(config, memo)


def _built(sources: Sources, folder: Path) -> Built:
    from bitext.built.read_built import read_built
    from bitext.pages.public_address import public_address
    from bitext.site.settings import site_folder

    folder = sources.site.root / site_folder(sources.settings) if folder == BESIDE else folder.resolve()
    if not folder.is_dir():
        raise Problem(f"there is no built site in '{folder}'; `python3 scripts build` makes it")
    built = read_built(sources.site, folder, public_address(sources.settings))
    if not built.pages and not built.refusals:
        raise Problem(f"there are no pages in '{folder}'; `python3 scripts build` makes them")
    return built


def _follow(sources: Sources, days: float) -> Sources:
    from commands.support.following import follow_links

    return follow_links(sources, days)


def _print(checked: Checked, args: argparse.Namespace) -> None:
    from bitext.reports import Reader, write_report

    root = args.config_file.resolve().parent
    top = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    folder = root.relative_to(top).as_posix() if root.is_relative_to(top) else "."
    reader = Reader("" if folder == "." else f"{folder}/", _explained(), sys.stdout.isatty())
    sys.stdout.write(write_report(checked, args.format, reader))


def _explained() -> str:
    """The address of the page that explains the rules, in this project's guide for writers, whatever is checked."""
    from bitext.errors import Refused
    from bitext.pages.public_address import public_address
    from bitext.site.settings import Settings

    with suppress(Refused):  # told where it is this that is checked
        if address := public_address(Settings.read(ROOT / "mkdocs.yml")):
            return f"{address}/{EXPLAINED}"
    return ""


def _in_each_language(name: str, site: Site) -> list[Path]:
    """The files or folders of this name in all languages; none for a path that is no name."""
    is_name = not {"", "..", "."} & set(Path(name).parts) and not Path(name).is_absolute()
    return [site.root / locale.folder / name for locale in site.locales.values()] if is_name else []


def _is_told_of(top: str, checked: Checked) -> bool:
    """Whether something was found in a file, or in a file of a folder."""
    return any(f"{finding.path}/".startswith(f"{top}/") for finding in checked.findings)


def _all_tops(paths: list[str], site: Site, checked: Checked) -> list[str]:
    """The files and folders that are asked for, from the site's root; '.' where none are. Raises Problem."""
    return [top for path in paths for top in _tops(path, site, checked)] or ["."]


def _tops(written: str, site: Site, checked: Checked) -> list[str]:
    """A path of the command line, from the site's root, or those of the name that all languages share. Each exists, or
    something was found there."""
    root = site.root
    for paths in ([Path.cwd() / written], [root / written], _in_each_language(written, site)):
        places = [path.resolve() for path in paths]
        tops = [place.relative_to(root).as_posix() for place in places if place.is_relative_to(root)]
        if found := [top for top in tops if (root / top).exists() or _is_told_of(top, checked)]:
            return found
    raise Problem(f"'{written}' is no file or folder of the site in '{root}'")


def _fix(sources: Sources, checked: Checked, rules: Sequence[Rule]) -> bool:
    """Put right what can be, and say what was. Whether there was something."""
    from bitext.check.fix import FIXERS, fix
    from bitext.finding import printable

    if not any(rule.id in FIXERS for rule in rules):
        names = " or ".join(f"'--only {name}'" for name in FIXERS)
        raise Problem(f"--fix puts right what some rules report, and none of them is on; add {names}")
    fixed = fix(sources, checked.findings)
    for finding in fixed:
        print(printable(f"fixed {finding.path}:{finding.line}: {finding.message}"), file=sys.stderr)
    return bool(fixed)
