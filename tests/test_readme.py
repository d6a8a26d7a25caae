import re
from pathlib import Path

from bot.config import Settings
from bot.terminal.repl import Console

ROOT = Path(__file__).resolve().parent.parent


def test_the_transcript_of_the_readme_is_what_the_program_says(tmp_path):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    [transcript] = re.findall(r"```console\n\$ make run\n(.*?)```", text, re.DOTALL)
    turns = re.split(r"^hỏi> ", transcript, flags=re.MULTILINE)[1:]
    assert len(turns) >= 3
    settings = Settings(data=tmp_path / "data", sources=(ROOT / "seeds",))
    console = Console(settings, lambda _: None, as_json=False)
    try:
        for turn in turns:
            question, _, shown = turn.partition("\n")
            assert console.respond(question) == shown.strip()
    finally:
        console.close()
