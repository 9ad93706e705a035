"""Whether what only saves time is used. With GUIDES_SPEED=off in the environment nothing of it is, and the output is the
same, but for empty lines and indentation in the navigation. CONTRIBUTING.md lists what there is."""

import os

IS_ON = os.environ.get("GUIDES_SPEED") != "off"
