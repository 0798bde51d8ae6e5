"""Page: the model as a table for docs/incidents.md.

python -m training.incidents.page
"""

from __future__ import annotations

from pathlib import Path

from recount.incidents.matcher import MODEL, weights

PAGE = Path(__file__).parents[2] / "docs" / "incidents.md"
BEGIN, END = "<!-- model -->\n", "<!-- end -->"


def main() -> None:
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def page(text: str) -> str:
    """The page with the table of the weights that are shipped."""
    before, mark, after = text.partition(BEGIN)
    return before + mark + table() + END + after.partition(END)[2]


def table() -> str:
    """Each comparison with what it says, and its weights; then what a pair starts from."""
    weigh = weights()
    rows = [
        f"| `{f.__name__}` | {_said(f.__doc__)} | {_shown(weigh.pro.get(f.__name__))}"
        f" | {_shown(weigh.con.get(f.__name__))} |"
        for f in MODEL
    ]
    start = f"| – | Where the sum starts, less the threshold. | {weigh.bias - weigh.threshold:.2f} | |"
    return "\n".join(("| comparison | what it says | for | against |", "|---|---|---|---|", *rows, start)) + "\n"


def _said(docstring: str | None) -> str:
    return (docstring or "").strip().split("\n")[0]


def _shown(weight: float | None) -> str:
    return "–" if weight is None else f"{weight:.2f}"


if __name__ == "__main__":
    main()
