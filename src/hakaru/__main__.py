"""`python -m hakaru` is the same command as `hakaru`."""

import sys

from hakaru.cli import main

if __name__ == "__main__":
    sys.exit(main())
