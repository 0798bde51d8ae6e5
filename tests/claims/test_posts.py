"""Posts: their figures are the word of who signed them."""

from __future__ import annotations

import pytest

from recount.claims.posts import signed_by
from recount.model import SegmentKind
from tests.claims.reading import claims, text_of

SIGNATURE = "— Harbour Watch (@harbourwatch) October 12, 2016"


@pytest.mark.parametrize("gap", [" ", " https://t.co/Ab12 ", "\n", "\n\n"])
def test_the_source_is_who_signed_the_post(gap: str) -> None:
    body = f"The mayor spoke.\nTwelve people were killed on the bridge.{gap}{SIGNATURE}\nThe council meets on Friday."
    (claim,) = claims(body)
    assert claim.source is not None
    assert claim.source.words == "Harbour Watch"
    assert claim.source.span.of(text_of(body).canonical) == "Harbour Watch"


def test_whom_the_post_itself_names_goes_before_who_signed_it() -> None:
    (claim,) = claims(f"Twelve people were killed on the bridge, the health ministry said. {SIGNATURE}\nThe end.")
    assert claim.source is not None
    assert claim.source.words == "health ministry"


def test_a_post_without_a_signature_has_no_signer() -> None:
    text = text_of("Two dead at the bridge pic.twitter.com/Ab12\nThe council meets on Friday.")
    (post,) = [k for k, s in enumerate(text.segments) if s.kind is SegmentKind.POST]
    assert signed_by(text, post) is None
    assert signed_by(text, post + 1) is None
