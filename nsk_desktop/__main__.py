"""`python -m nsk_desktop` starts the desktop."""

import sys

from nsk_desktop.app import main

if __name__ == "__main__":
    sys.exit(main())
