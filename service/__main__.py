"""`python -m service`: the same as the command `vanban`."""

import sys

from service.cli import main

sys.exit(main())
