"""`python -m workshop.data fetch [DIR]` and `python -m workshop.data tiers`."""

import argparse
import sys

from . import DataError, fetch, tiers


def main() -> int:
    """Run the command; 1 if something is missing or went wrong."""
    parser = argparse.ArgumentParser(prog="python -m workshop.data", description="The data of the course.")
    commands = parser.add_subparsers(dest="command", required=True)
    fetching = commands.add_parser("fetch", help="download everything that is not there yet")
    fetching.add_argument("folder", nargs="?", help="make a mirror folder for others (default: the cache)")
    commands.add_parser("tiers", help="say for each dataset which tier a lesson would get")
    chosen = parser.parse_args()
    try:
        if chosen.command == "fetch":
            return 1 if fetch(chosen.folder) else 0
        for line in tiers():
            print(*line, sep="\t")
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
