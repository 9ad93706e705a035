"""Show the vocabulary: the terms of the glossary with their use; with --suggest, what it should have.

Without an option, each term of `_glossary.yml` is listed with the number of English texts that have it, and of those
whose translation says it so. --suggest shows labels, headings, links and terms of several words that are translated in
two ways, and lines for the glossary: what is there often, is always translated alike, and has no line yet. Its output
is YAML whose comments say how often and where, so that lines can be copied. Only pages that are in step are read.

exit code: 0 shown, 2 could not run
"""

import argparse
import sys

from commands.support.opening import config_option, kept_memo, locales_asked, open_sources


def options(parser: argparse.ArgumentParser) -> None:
    """What `terms` understands."""
    parser.add_argument("locales", nargs="*", metavar="LOCALE", help="only these languages, such as fr; default: all")
    parser.add_argument("--suggest", action="store_true", help="what is said in two ways, and lines for the glossary")
    config_option(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def main(args: argparse.Namespace) -> int:
    """Print what is asked for, one language after the other, to the standard output stream."""
    from bitext.reports.lines.terms import entries_as_json, entries_as_text, suggested_as_json, suggested_as_text
    from bitext.site.glossary import GLOSSARY
    from bitext.translating.terms import entries, two_ways, vocabulary, worth_a_line

    sources = open_sources(args.config_file, kept_memo(args.config_file))
    for locale in locales_asked(sources, args.locales):
        path, is_json = sources.site.layout.glossary(GLOSSARY, locale), args.format == "json"
        if not args.suggest:
            listed = entries(sources, locale)
            sys.stdout.write(entries_as_json(listed, locale) if is_json else entries_as_text(listed, path))
            continue
        found = vocabulary(sources, locale)
        told = two_ways(found), worth_a_line(found, sources.glossaries[locale])
        sys.stdout.write(suggested_as_json(*told, locale) if is_json else suggested_as_text(*told, path))
    for finding in sources.refusals:
        print(finding.shown, file=sys.stderr)
    return 0
