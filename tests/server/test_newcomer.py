"""A newcomer's path: from an empty record to a brief that can be passed on, with nothing but the pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.server.conftest import Serve, Watched, go


def test_from_an_empty_record_to_a_published_brief(
    serve: Serve, browser: Callable[..., Watched], tmp_path: Path, repository: Path
) -> None:
    served = serve(tmp_path / "new.db")
    served.desk.workspace.settings = served.desk.workspace.settings.model_copy(update={"reviewer": ""})
    page = browser(served).page

    page.get_by_role("link", name="Add reports").click()
    page.wait_for_url("**/intake")
    page.wait_for_selector("body[data-ready]")
    examples = sorted(file for file in (repository / "examples" / "aleppo-2016").iterdir() if file.is_file())
    page.set_input_files("[name=files]", examples)
    page.keyboard.press("f")
    page.wait_for_selector("#ended", timeout=60_000)
    page.get_by_role("link", name="See the incidents").click()
    page.wait_for_selector("h1")

    go(page, "/")
    assert page.locator(".num.big").inner_text() == "195"
    page.keyboard.press("g")
    page.keyboard.press("v")
    page.wait_for_url("**/review")
    page.wait_for_selector("body[data-ready]")
    page.fill("input[name=name]", "Newcomer")
    page.get_by_role("button", name="That is me").click()
    page.wait_for_selector("button[data-key=a]")
    page.keyboard.press("a")
    page.wait_for_selector("#saved:has-text('decision 1')")

    go(page, "/editions")
    page.fill("[name=note]", "The first one")
    page.get_by_role("button", name="Make the edition").click()
    page.get_by_text("The first one").first.wait_for()
    go(page, "/")
    page.wait_for_selector("h1:has-text('Nothing is new since the last edition')")

    go(page, "/briefs")
    preview = page.frame_locator("iframe[name=preview]")
    preview.get_by_text("Bustan al-Qasr").first.wait_for()
    with page.expect_download() as started:
        page.locator("button[name=form][value=html]").click()
    brief = Path(started.value.path()).read_text(encoding="utf-8")
    assert "Bustan al-Qasr" in brief
    assert "Newcomer" not in brief


def test_words_chosen_in_a_text_become_a_claim(serve: Serve, browser: Callable[..., Watched], record: Path) -> None:
    page = browser(serve(record), "/reports/norvane-three-days").page
    assert page.locator("#text").inner_text().count("20 further strikes") == 1
    page.get_by_text("Friday brought some 20 further strikes").evaluate(
        """element => {
            const node = [...element.childNodes].find(n => n.nodeType === 3) || element.firstChild;
            const at = node.data.indexOf("20 further");
            getSelection().setBaseAndExtent(node, at, node, at + "20 further strikes".length);
        }"""
    )
    page.wait_for_selector(".offer")
    page.keyboard.press("n")
    page.wait_for_selector("h2:has-text('New claim')")
    assert page.locator("[name=set-value]").input_value() == "20"
    page.select_option("[name=set-harm]", "injured")
    page.fill("[name=set-when]", "2016-10-14")
    page.fill("[name=set-where]", "Aleppo, Syria")
    page.get_by_role("button", name="Add the claim").click()
    page.wait_for_selector("#panel .said:has-text('20 injured')")
    assert page.locator("a.marked.current").inner_text() == "20 further strikes"
    page.keyboard.press("u")
    page.wait_for_selector("#saved:has-text('decision 2')")
    page.wait_for_selector("#panel h2:has-text('of 4')")
