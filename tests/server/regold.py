"""Writes the golden files of the server anew: ``python -m tests.server.regold``. Never run by the tests."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from recount.config import Settings
from recount.server import Desk
from recount.server.app import create_app
from recount.workspace import Workspace

FOLDER = Path(__file__).parent / "golden"


def described(folder: Path) -> str:
    """The description of the interface as its golden file has it. It is the same for every record."""
    with Workspace.open(folder / "record.db", create=True, settings=Settings(keep_originals=False)) as workspace:
        made = create_app(Desk(workspace)).openapi()
    made["info"]["version"] = "0"
    return json.dumps(made, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        (FOLDER / "openapi.json").write_text(described(Path(folder)), encoding="utf-8", newline="")
