"""`python3 scripts VERB`: the one way in. In syntax that every Python 3 reads, so that an old one gets a sentence."""

import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        "scripts: Python 3.11 or later is needed; this is Python %d.%d (%s)\n"  # noqa: UP031
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )
    sys.exit(2)

try:
    from cli import main

    code = main(sys.argv[1:])
except KeyboardInterrupt:  # also while modules are imported
    sys.stderr.write("scripts: interrupted\n")
    code = 130
sys.exit(code)
