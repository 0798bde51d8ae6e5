"""`recount watch`: rounds, what is told of them, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from recount.cli import watch as watching
from recount.sources.web import Surroundings, fetching
from recount.store import open_store
from tests.cli.command import Done, _be_the_command, _text
from tests.cli.conftest import Recount
from tests.sources.web.server import LOCAL, Reply, Site, page, serving

PACE = {"RECOUNT_FETCH_PAUSE": "0.5"}


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server on this machine, which the command takes for one of the open internet."""
    monkeypatch.setattr(fetching, "USUAL", Surroundings(allowed=lambda ip: ip in LOCAL, any_port=True))
    with serving() as site:
        yield site


def feed(*links: str) -> Reply:
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    return Reply(body=f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'.encode())


def story(hurt: int) -> Reply:
    return Reply(body=page(f"The mayor said that {hurt} people were hurt when the town was shelled on Tuesday."))


class Running:
    """A command that has not ended yet."""

    def __init__(self, args: list[str], cwd: Path, env: Mapping[str, str]) -> None:
        self._given, self._out, self._err = (tempfile.TemporaryFile() for _ in range(3))  # noqa: SIM115 - closed in `end`
        self.child = os.fork()
        if self.child == 0:
            _be_the_command(args, (self._given, self._out, self._err), cwd, dict(env))

    def wait_for(self, true: Callable[[], object]) -> None:
        end = time.monotonic() + 60
        while not true():
            assert time.monotonic() < end, self.err
            time.sleep(0.02)

    @property
    def err(self) -> str:
        return os.pread(self._err.fileno(), 1_000_000, 0).decode()

    def signal(self, number: int) -> None:
        os.kill(self.child, number)

    def end(self) -> Done:
        _, status = os.waitpid(self.child, 0)
        with self._given, self._out, self._err:
            return Done(code=os.waitstatus_to_exitcode(status), out=_text(self._out), err=_text(self._err))


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., Running]:
    def run(*args: str) -> Running:
        return Running(list(args), tmp_path, PACE)

    return run


def reports(record: Path) -> list[str]:
    with open_store(str(record), create=False, read_only=True) as store:
        return [f"{head.given_id.rpartition('/')[2]} {head.version}" for head in store.heads()]


def test_once_reads_what_is_new_and_says_so_in_a_line(recount: Recount, site: Site, tmp_path: Path) -> None:
    site.pages["/rss"] = feed("/a", "/b")
    site.pages["/a"], site.pages["/b"] = story(3), story(4)
    first = recount("watch", site.url("/rss"), "--once", env=PACE)
    assert (first.code, first.out) == (0, "")
    assert re.fullmatch(r"\d\d:\d\d 2 new; 0 unchanged\n", first.err)
    site.pages["/rss"] = feed("/a", "/c")
    site.pages["/a"], site.pages["/c"] = story(5), Reply(status=403)
    second = recount("watch", site.url("/rss"), "--once", env=PACE)
    assert second.code == 3
    assert second.err.splitlines()[0].endswith("1 new, 1 of them new versions; 0 unchanged; 1 not read")
    assert second.err.splitlines()[1] == (
        f"  not read: {site.url('/c')}: answers 403: its server does not let programs read it; save the page by hand"
    )
    assert reports(tmp_path / "recount.db") == ["a 1", "a 2", "b 1"]


def test_run_reads_pages_and_feeds_among_files(recount: Recount, site: Site, folder: Path) -> None:
    site.pages["/rss"] = feed("/a", "/none")
    site.pages["/a"], site.pages["/b"] = story(3), story(4)
    paths = ("reports", site.url("/b"), site.url("/rss"))
    first = recount("run", *paths, "--format", "jsonl", env=PACE)
    assert first.code == 3
    assert first.err == f"not read: {site.url('/none')}: answers 404: there is no such page; check the address\n"
    assert first.lines[0]["new"] == 4 + 2
    again = recount("run", *paths, env=PACE)
    assert "\nunchanged     2 pages\n" in again.out
    assert "nothing changed" in again.out


@pytest.mark.parametrize("command", ["extract"])
def test_other_commands_fetch_nothing(recount: Recount, site: Site, command: str) -> None:
    done = recount(command, site.url("/a"))
    assert done.code == 3
    assert "is a web address, which only `recount run` and `recount watch` fetch" in done.err
    assert site.asked == []


def test_a_page_is_no_feed(recount: Recount, site: Site) -> None:
    site.pages["/"] = Reply(body=page("Words.", head="<link rel=alternate type=application/rss+xml href=/rss>"))
    done = recount("watch", site.url("/"), "--once", env=PACE)
    assert done.code == 3
    assert f"is a page and no feed: its feed is {site.url('/rss')}" in done.err


@pytest.mark.parametrize("path", ["news.xml", "feed:https://outlet.example/rss", "-", "file:///etc/passwd"])
def test_a_feed_is_named_by_its_web_address(recount: Recount, tmp_path: Path, path: str) -> None:
    done = recount("watch", "--once", "--", path)
    assert done.code == 2
    assert "is no web address" in done.complaint
    assert not (tmp_path / "recount.db").exists()


@pytest.mark.parametrize("every", ["59s", "0m", "15", "-15m", "8d", "1h30m", "quarter", "٢٠m"])
def test_how_often_has_bounds(recount: Recount, every: str) -> None:
    done = recount("watch", "https://outlet.example/rss", f"--every={every}")
    assert done.code == 2
    assert "such as 15m; 60s at least and 7d at most" in done.err


@pytest.mark.parametrize(("words", "seconds"), [("60s", 60), ("15m", 900), (" 6H ", 21600), ("1 d", 86400)])
def test_spans_of_time_are_read(words: str, seconds: int) -> None:
    assert watching.Every().convert(words, None, None) == seconds


def test_the_network_of_the_reader_is_out_of_reach(recount: Recount) -> None:
    done = recount("watch", "http://localhost/rss", "--once")
    assert done.code == 3
    assert "which is no machine of the open internet" in done.err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_looks_again_and_ends_cleanly(
    start: Callable[..., Running], site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, number: int
) -> None:
    monkeypatch.setattr(watching, "SHORTEST", 0)
    site.pages["/rss"] = feed("/a")
    site.pages["/a"] = Reply(status=403)
    running = start("watch", site.url("/rss"), "--every", "1s")
    running.wait_for(lambda: "not read" in running.err)
    # The same trouble again is counted and not told again; a page that failed is tried again.
    running.wait_for(lambda: running.err.count("1 not read") >= 2)
    site.pages["/a"] = story(3)
    running.wait_for(lambda: "1 new" in running.err)
    site.pages["/rss"] = feed("/b")
    site.pages["/b"] = story(4)
    running.wait_for(lambda: running.err.count("1 new") == 2)
    running.signal(number)
    done = running.end()
    assert done.code == 0
    assert done.err.count("not read: ") == 1
    assert done.err.endswith("ending; once more ends at once\nended; what was read is kept\n")
    assert reports(tmp_path / "recount.db") == ["a 1", "b 1"]


def test_what_was_fetched_till_the_end_is_kept(start: Callable[..., Running], site: Site, tmp_path: Path) -> None:
    site.pages["/rss"] = feed(*(f"/{n}" for n in range(200)))
    for number in range(200):
        site.pages[f"/{number}"] = story(number + 2)
    running = start("watch", site.url("/rss"))
    running.wait_for(lambda: "/2" in site.paths())
    running.signal(signal.SIGTERM)
    done = running.end()
    assert done.code == 0
    assert 2 <= len(reports(tmp_path / "recount.db")) < 20


def _dripping() -> Iterator[bytes]:
    for _ in range(600):
        time.sleep(0.5)
        yield b"H"


def test_twice_ends_at_once(start: Callable[..., Running], site: Site) -> None:
    site.pages["/rss"] = Reply(raw=_dripping())
    running = start("watch", site.url("/rss"))
    running.wait_for(lambda: site.paths())
    running.signal(signal.SIGINT)
    running.wait_for(lambda: "ending" in running.err)
    running.signal(signal.SIGINT)
    assert running.end().code != 0


def test_a_server_that_is_down_is_told_and_read_once_it_is_up(
    start: Callable[..., Running], site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(watching, "SHORTEST", 0)
    other = Site()
    down = other.url("/rss")
    other.close()
    site.pages["/rss"] = feed("/a")
    site.pages["/a"] = story(3)
    running = start("watch", down, site.url("/rss"), "--every", "1s")
    running.wait_for(lambda: "1 new" in running.err)
    assert f"not read: {down}: can't be reached: try again later" in running.err
    running.signal(signal.SIGTERM)
    assert running.end().code == 0
    assert reports(tmp_path / "recount.db") == ["a 1"]


def test_two_watches_on_one_record_lose_nothing_and_keep_nothing_twice(
    recount: Recount, start: Callable[..., Running], site: Site, tmp_path: Path
) -> None:
    site.pages["/rss"] = feed(*(f"/{n}" for n in range(4)))
    for number in range(4):
        site.pages[f"/{number}"] = story(number + 2)
    both = [start("watch", site.url("/rss"), "--once") for _ in range(2)]
    assert [running.end().code for running in both] == [0, 0]
    assert reports(tmp_path / "recount.db") == [f"{n} 1" for n in range(4)]
    assert recount("verify").code == 0
