"""Carries out what the verbs that move pages have planned, all or none of it."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from bitext.history.git import keep_texts
from bitext.history.record import write_files
from bitext.links.moving import Plan, described
from bitext.sources import Sources

from commands.support.opening import open_sources


def carry_out(args: argparse.Namespace, plan: Callable[[Sources], Plan]) -> int:
    """Do what `plan` says of the sources that `args` names, or only tell it with --dry-run; returns the exit code.
    Raises Problem."""
    sources = open_sources(args.config_file)
    made = plan(sources)
    if not args.dry_run:
        write_files(sources.site.root, made.files, made.removed)
        keep_texts(sources.site.root, made.files.values())
    for line in described(made):
        print(line)
    print("This is what would be done; nothing is changed" if args.dry_run else "Now run: python3 scripts check")
    return 0
