from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from recount.model import Profile, Removed
from recount.publish import BRIEFS, EXPORTERS, leaks, redact, write
from tests.publish.sample import sample_release

NAME = Removed(kind="person", value="Tarim Quellan", replacement="[name withheld]")
ARABIC = Removed(kind="person", value="سليم مثال", replacement="[name withheld]")


@pytest.mark.parametrize(
    "written",
    [
        "… TARIM QUELLAN …",
        "https://x.example/tarim-quellan",
        f"https://x.example/{quote('سليم مثال')}",
        json.dumps({"name": "سليم مثال"}),
        "T&#97;rim Quellan",
    ],
)
def test_a_value_is_found_in_any_form(written: str) -> None:
    assert leaks(written, [NAME, ARABIC])


def test_a_single_word_of_a_value_is_no_leak_of_it() -> None:
    assert leaks("Quellan", [NAME]) == []


@pytest.mark.parametrize("value", ["May", "Fair", "Grade", "Earlier"])
def test_words_that_recount_itself_writes_are_passed_over(value: str) -> None:
    assert leaks(f"3 {value} 2016", [Removed(kind="person", value=value, replacement="x")]) == []


def test_the_sample_leaks_before_redaction_and_not_after() -> None:
    removed = redact(sample_release(), Profile.PUBLIC).removed
    for release, found in ((sample_release(), True), (redact(sample_release(), Profile.PUBLIC), False)):
        outputs = ["".join(write(release, form=form, what="claims")) for form in EXPORTERS]
        outputs += ["".join(write(release, form=form, what="brief")) for form in BRIEFS]
        assert [bool(leaks(written, removed)) for written in outputs] == [found] * len(outputs)
