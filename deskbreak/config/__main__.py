"""The short-lived child: a request on standard input, one JSON document on standard output.

It carries pydantic, so that the daemon need not (docs/decisions/0010). Exit code 0, or 4 when the
configuration is wrong, or 2 when the request is.
"""

import sys

import msgspec

from deskbreak.config.answer import Bad, Good, decode_request, encode
from deskbreak.config.file_problems import ConfigError


def main() -> int:
    """Answer one request; what it takes is loaded while the request may still be on its way."""
    from deskbreak.config import loading  # noqa: F401, PLC0415  # pydantic, only for a request
    from deskbreak.config.kept_reading import load  # noqa: PLC0415  # the same

    try:
        request = decode_request(sys.stdin.buffer.read())
    except msgspec.MsgspecError as error:
        sys.stderr.write(f"not a request: {error}\n")
        return 2
    try:
        loaded = load(
            request.paths,
            request.environ,
            request.overrides,
            request.routine_ids,
            today=request.today,
        )
    except ConfigError as error:
        sys.stdout.buffer.write(encode(Bad(error.problems)))
        return 4
    sys.stdout.buffer.write(encode(Good(loaded)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
