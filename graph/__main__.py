"""`python -m graph`: the same as the command `newsgraph`."""

import sys

from graph.cli import main

sys.exit(main())
