"""A path or standard input -> text, or why there is none. Nothing that could block or fill the memory is opened."""

import errno
import stat
import sys
from pathlib import Path
from typing import BinaryIO

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest text that is read."""
_TOO_LARGE = f"it is larger than {LARGEST // 1024 // 1024} MB"
_UTF_16 = "it looks like UTF-16; save it as UTF-8"


class Unreadable(Exception):  # noqa: N818 - it becomes a problem
    """Why there is no text, as the end of a sentence."""


class NotUtf8(Unreadable):
    """The bytes are there and are no UTF-8; `guess` is what they would say if each were a character of its own."""

    def __init__(self, why: str, guess: str) -> None:
        super().__init__(why)
        self.guess = guess


def text_of(path: Path, *, pipes: bool = False) -> str:
    """Return the text of a file, or with `pipes` also of what a shell puts in its place; raises Unreadable."""
    try:
        found = path.stat()
        if not (stat.S_ISREG(found.st_mode) or (pipes and stat.S_ISFIFO(found.st_mode))):
            raise Unreadable(f"it is {_sort(found.st_mode)}")
        if found.st_size > LARGEST:
            raise Unreadable(_TOO_LARGE)
        with path.open("rb") as file:
            return decoded(_whole(file))
    except OSError as error:
        raise Unreadable(_why_not_opened(path, error)) from None


def text_of_stdin() -> str:
    """Return what stands in standard input; raises Unreadable."""
    if sys.stdin is None:
        raise Unreadable("it is closed")
    try:
        return decoded(_whole(sys.stdin.buffer))
    except OSError as error:
        raise Unreadable(reason(error)) from None


def _whole(file: BinaryIO) -> bytes:
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Unreadable(_TOO_LARGE)
    return data


def decoded(data: bytes) -> str:
    """Decode: UTF-8 and nothing else, a byte order mark taken off; raises NotUtf8."""
    first, second = data[:1], data[1:2]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or (second and (first == b"\0") != (second == b"\0")):
        raise NotUtf8(_UTF_16, data.replace(b"\0", b"").decode("latin-1"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        why = f"line {line} holds the byte 0x{data[error.start]:02X}, which is no UTF-8"
        raise NotUtf8(why, data.decode("latin-1")) from None


def reason(error: OSError) -> str:
    """Return what an operating system says of a failure, as the end of a sentence."""
    said = error.strerror or str(error)
    return said[:1].lower() + said[1:]


def _why_not_opened(path: Path, error: OSError) -> str:
    """Say more of links that lead nowhere: their targets are what is missing."""
    if not path.is_symlink():
        return reason(error)
    if error.errno == errno.ELOOP:
        return "it is a link that leads back to itself"
    if error.errno == errno.ENOENT:
        return f"it is a link to {path.readlink()}, which does not exist"
    return reason(error)


def _sort(mode: int) -> str:
    """Name what is no regular file."""
    sorts = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
    return next((name for fits, name in sorts if fits(mode)), "a device") + ", not a file"
