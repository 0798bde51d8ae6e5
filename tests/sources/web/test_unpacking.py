"""Unpacking: bounded, whatever an answer unpacks to."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import SkipReport
from recount.sources.web.unpacking import PIECE, unpacked
from tests.sources.web.server import BROTLI

WORDS = b"Eleven people were hurt when a market was shelled. " * 40


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    for at in range(0, len(data), size):
        yield data[at : at + size]


@given(
    data=st.binary(max_size=400),
    size=st.integers(1, 50),
    how=st.sampled_from([("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", raw_deflate), ("", bytes)]),
)
def test_what_was_packed_comes_out_in_whatever_pieces_it_comes(data: bytes, size: int, how: tuple[str, object]) -> None:
    encoding, pack = how
    assert b"".join(unpacked(pieces(pack(data), size), encoding)) == data  # type: ignore[operator]


def test_pieces_are_bounded_however_much_they_unpack_to() -> None:
    bomb = gzip.compress(bytes(30_000_000))
    assert len(bomb) < 40_000
    sizes = [len(piece) for piece in unpacked([bomb], "gzip")]
    assert max(sizes) <= PIECE
    assert sum(sizes) == 30_000_000


def test_nothing_more_is_unpacked_than_is_asked_for() -> None:
    bomb = gzip.compress(bytes(30_000_000))
    assert len(next(unpacked([bomb], "gzip"))) == PIECE


def test_several_gzip_members_are_one_body_and_filling_behind_them_is_passed_over() -> None:
    two = gzip.compress(b"Two people ") + gzip.compress(b"were hurt.")
    assert b"".join(unpacked([two], "gzip")) == b"Two people were hurt."
    assert b"".join(unpacked([two, bytes(50)], "X-GZIP")) == b"Two people were hurt."


@pytest.mark.parametrize(
    ("data", "encoding", "why"),
    [
        (gzip.compress(WORDS, mtime=0)[:-12], "gzip", "breaks off"),
        (zlib.compress(WORDS)[:-6], "deflate", "breaks off"),
        (WORDS, "gzip", "can't be unpacked"),
        (gzip.compress(WORDS, mtime=0)[:30] + bytes(60), "gzip", "can't be unpacked"),
        (BROTLI, "br", "not asked for"),
        (gzip.compress(gzip.compress(WORDS), mtime=0), "gzip, gzip", "not asked for"),
        (WORDS, "zstd", "not asked for"),
        (WORDS, "no such packing", "not asked for"),
    ],
)
def test_what_is_damaged_cut_off_or_packed_otherwise_is_refused(data: bytes, encoding: str, why: str) -> None:
    with pytest.raises(SkipReport, match=why):
        b"".join(unpacked([data], encoding))
