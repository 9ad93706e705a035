"""Whether what only saves time is used. With GUIDES_SPEED=off in the environment nothing of it is. The output is the
same then, but for the spelling of links in the navigation and its indentation. CONTRIBUTING.md lists what there is."""

import os

IS_ON = os.environ.get("GUIDES_SPEED") != "off"
