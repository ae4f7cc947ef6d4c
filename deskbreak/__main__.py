"""``python -m deskbreak`` and the ``deskbreak`` command."""

import sys


def main() -> int:
    """Run the command line; the exit code is the contract's."""
    from deskbreak.cli.main import run  # noqa: PLC0415 - importing this module has no effect

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
