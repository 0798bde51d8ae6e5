"""What outlets changed, from two readings of one report to the brief that tells of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recount import Workspace
from recount.model import Profile, QuotedClaim, Release, Revision
from recount.publish import leaks, redact, write
from recount.store import open_store

FIRST = (
    "Raid on Homs\n\nAt least 14 people were killed in an airstrike on Homs on 11 October 2016, local activists said. "
    "Ahmad Zed, a nurse, said 3 people were injured. The market burned."
)
SECOND = (
    "Raid on Homs\n\nAt least 17 people were killed in an airstrike on Homs on 11 October 2016, local activists said. "
    "The market burned. Two children were killed in Homs on 11 October 2016, doctors said."
)
OTHER = "Quiet day\n\nNobody was hurt in Idlib on 12 October 2016, residents said."


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "r.db"


def run(record: Path, **texts: str) -> None:
    for name, text in texts.items():
        Path(f"{name}.txt").write_text(text, encoding="utf-8")
    with Workspace.open(record, create=True) as workspace:
        workspace.run([f"{name}.txt" for name in texts], outlet="Gazette")


def released(record: Path, profile: Profile = Profile.INTERNAL, *, since: int | None = None) -> Release:
    with Workspace.open(record) as workspace:
        return redact(workspace.release(profile, since=since), profile)


def kinds(release: Release) -> list[tuple[str, str | None, str | None]]:
    def words(side: QuotedClaim | None) -> str | None:
        return side.grounded.claim.text if side else None

    changed = (one for rewritten in release.rewritten for one in rewritten.claims)
    return [(one.kind, words(one.before), words(one.after)) for one in changed]


CHANGED = [
    (Revision.NUMBER, "At least 14 people", "At least 17 people"),
    (Revision.GONE, "3 people", None),
    (Revision.NEW, None, "Two children"),
]


def test_a_number_that_was_changed_taken_out_or_added_is_told_with_both_sentences(record: Path) -> None:
    run(record, raid=FIRST, quiet=OTHER)
    run(record, raid=SECOND, quiet=OTHER)
    release = released(record)
    assert kinds(release) == CHANGED
    (rewritten,) = release.rewritten
    assert (rewritten.before.version, rewritten.after.version) == (1, 2)


def test_the_claims_of_both_versions_stay_in_the_record(record: Path) -> None:
    run(record, raid=FIRST)
    run(record, raid=SECOND)
    with open_store(str(record), read_only=True) as store:
        texts = [{c.claim.text for c in store.claims_of([v.head.id])} for v in store.versions("raid")]  # type: ignore[list-item]
    assert "At least 14 people" in texts[0]
    assert "At least 17 people" in texts[1]


def test_what_was_told_in_one_brief_is_not_told_in_the_next(record: Path) -> None:
    run(record, raid=FIRST)
    run(record, raid=SECOND)
    run(record, more=FIRST.replace("Homs", "Aleppo"))
    assert released(record).rewritten == ()


def test_a_first_snapshot_and_unchanged_reports_have_nothing_to_tell(record: Path) -> None:
    run(record, raid=FIRST)
    assert released(record).rewritten == ()
    run(record, raid=FIRST, more=FIRST.replace("Homs", "Aleppo"))
    assert released(record).rewritten == ()


def test_other_words_without_a_number_are_told_as_such(record: Path) -> None:
    run(record, raid=FIRST)
    run(record, raid=FIRST.replace("The market burned.", "The bakery burned."), more=SECOND.replace("Homs", "Aleppo"))
    (rewritten,) = released(record).rewritten
    assert rewritten.claims == ()
    brief = "".join(write(released(record), form="md", what="brief"))
    assert "In 1 report other words were changed, and no number." in brief


def test_a_brief_since_an_edition_tells_of_all_that_changed_since(record: Path) -> None:
    run(record, raid=FIRST)
    with Workspace.open(record, write=True) as workspace:
        workspace.create_edition("for the briefing")
    run(record, raid=SECOND)
    run(record, more=FIRST.replace("Homs", "Aleppo"))
    assert released(record).rewritten == ()
    assert kinds(released(record, since=1)) == CHANGED


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_brief_shows_what_changed_and_no_name_that_an_earlier_version_held(record: Path, form: str) -> None:
    run(record, raid=FIRST)
    run(record, raid=SECOND)
    internal = "".join(write(released(record), form=form, what="brief"))
    assert "What outlets changed" in internal
    assert "Ahmad Zed" in internal
    public = released(record, Profile.PUBLIC)
    written = "".join(write(public, form=form, what="brief"))
    for shown in ("What outlets changed", "at least 14 killed → at least 17 killed", "3 injured, taken out"):
        assert shown in written
    assert "Ahmad" not in written
    assert "Zed" not in written
    assert leaks(written, public.removed) == []


def test_a_name_in_a_sentence_of_an_earlier_version_alone_is_found_and_taken_out(record: Path) -> None:
    run(record, raid=FIRST)
    run(record, raid=SECOND)
    release = released(record)
    (rewritten,) = release.rewritten
    before = rewritten.claims[1].before
    assert before is not None
    said = replace(before, sentence="The nurse Samira Haddad-Zed said 3 people were injured.")
    claims = (rewritten.claims[0], replace(rewritten.claims[1], before=said), rewritten.claims[2])
    release = replace(release, earlier=(), rewritten=(replace(rewritten, claims=claims),))
    written = "".join(write(redact(release, Profile.PUBLIC), form="md", what="brief"))
    assert "Samira" not in written
    assert "Haddad" not in written


def test_a_brief_without_changes_has_no_such_section(record: Path) -> None:
    run(record, raid=FIRST)
    for form in ("md", "html"):
        assert "What outlets changed" not in "".join(write(released(record), form=form, what="brief"))
