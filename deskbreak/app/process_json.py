"""JSON between our own processes: a path whose bytes are no UTF-8 arrives as it was sent.

Python keeps such bytes as lone surrogates, which msgspec neither writes nor reads; the standard
library does, so it takes over for the few messages that have any.
"""

import json
from collections.abc import Callable
from typing import Any

import msgspec


def encode(value: object, enc_hook: Callable[[Any], Any] | None = None) -> bytes:
    """One JSON document, without line ends in it."""
    try:
        return msgspec.json.encode(value, enc_hook=enc_hook)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(value, enc_hook=enc_hook)).encode()


def decode(raw: bytes, kind: Any, dec_hook: Callable[[type, Any], Any] | None = None) -> Any:
    """The value, checked against its type. Raises msgspec.MsgspecError."""
    try:
        return msgspec.json.decode(raw, type=kind, dec_hook=dec_hook)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError as error:
        try:
            plain = json.loads(raw)
        except (ValueError, RecursionError):
            raise error from None
        return msgspec.convert(plain, kind, dec_hook=dec_hook, str_keys=True)
    except (UnicodeDecodeError, RecursionError) as error:
        raise msgspec.DecodeError(str(error)) from None
