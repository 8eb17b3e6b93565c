"""Bytes to text, and text to the one form that every offset refers to."""

from __future__ import annotations

import re
import unicodedata

from territory.errors import ReportError

_NEWLINES = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = {n: " " for n in (*range(0x20), *range(0x7F, 0xA0)) if chr(n) not in "\n\t"}
_BROKEN = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive (or an office document)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x1f\x8b": "a gzip archive",
    b"\xff\xfe": "UTF-16 text",
    b"\xfe\xff": "UTF-16 text",
}


def normalise(text: str) -> str:
    r"""Compose characters (Unicode NFC), write newlines as ``\n``, drop a byte order mark, blank control characters.

    Doing it twice changes nothing.

    >>> normalise("\ufeffDara\u0301a\r\nfell")
    'Daráa\nfell'
    """
    text = _BROKEN.sub("\ufffd", text).removeprefix("\ufeff")
    return unicodedata.normalize("NFC", _NEWLINES.sub("\n", text).translate(_CONTROLS))


def decode(content: bytes, location: str) -> str:
    """Read bytes as UTF-8 text, not yet normalised.

    Raises
    ------
    ReportError
        If they are empty, binary or no UTF-8; the message says which, and where.
    """
    if not content.strip():
        raise ReportError(f"{location}: the file is empty; put a report in it or leave it out")
    for magic, kind in _MAGIC.items():
        if content.startswith(magic):
            raise ReportError(f"{location}: is {kind}, not UTF-8 text; save the report as UTF-8 text")
    if b"\x00" in content:
        raise ReportError(f"{location}: is a binary file, not text; save the report as UTF-8 text")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        raise ReportError(
            f"{location}: is no UTF-8 (byte 0x{byte:02x} in line {line}); save it with the encoding UTF-8"
        ) from None
