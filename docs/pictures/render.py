"""Draw the pictures of the README: the real program over ``seeds/``, as a chat on a phone.

    python docs/pictures/render.py [folder]

writes HTML pages into the folder (else a temporary one), and where a Chromium is installed a
PNG of each beside this file, made small where there is pngquant.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bot.card.html import Who, render_page  # noqa: E402
from bot.card.models import Card, Verb  # noqa: E402
from bot.worker.desk import Desk, open_desk  # noqa: E402
from bot.worker.messages import Ask, ShowPassage, Told  # noqa: E402
from index.build import reindex  # noqa: E402

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDTH, SCALE = 412, 1.5
COLOURS = "64"
MEASURE = """<script>
document.body.dataset.height = "height:" + document.documentElement.offsetHeight
</script>"""

Said = list[tuple[Who, str | Card]]


class Chat:
    """A conversation with the program that is written down as it goes."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.said: Said = []
        self.turns: list[str] = []

    def ask(self, text: str) -> Chat:
        """Ask, after what has been asked."""
        told = self.desk.meet(Ask(tuple(self.turns), text))
        assert isinstance(told, Told)
        self.turns.append(text)
        self.said += [("user", text), ("bot", told.card)]
        return self

    def tap_passage(self) -> Chat:
        """Tap the button below the last answer that shows its paragraph."""
        _, card = self.said[-1]
        assert isinstance(card, Card)
        actions = [button.action for row in card.rows for button in row if button.action]
        [tap, *_] = [action for action in actions if action.verb is Verb.PASSAGE]
        shown = self.desk.meet(ShowPassage(tap.args[0], int(tap.args[1])))
        assert isinstance(shown, Card)
        self.said = [("bot", shown)]
        return self


def conversations(desk: Desk) -> dict[str, Said]:
    """Have the conversations of the pictures, by the pictures' names."""
    return {
        "answer": Chat(desk).ask("Tỷ lệ hồ sơ trực tuyến của Đồng Tháp là bao nhiêu?").said,
        "follow-up": Chat(desk)
        .ask("Tỷ lệ hồ sơ trực tuyến Đồng Tháp?")
        .ask("Còn Hải Dương thì sao?")
        .said[2:],
        "choices": Chat(desk).ask("Vĩnh Phúc").ask("Tỷ lệ hồ sơ trực tuyến của Cà Mau?").said,
        "passage": Chat(desk).ask("Tỷ lệ hồ sơ trực tuyến của Đồng Tháp?").tap_passage().said,
    }


def draw(browser: str, page: Path, picture: Path) -> None:
    """Draw a page as tall as it is."""
    measured = page.with_suffix(".measured.html")
    measured.write_text(page.read_text("utf-8") + MEASURE, encoding="utf-8")
    found = re.search(r"height:(\d+)", _browse(browser, measured, 100, "--dump-dom"))
    assert found
    _browse(browser, page, int(found[1]), f"--screenshot={picture}")
    if shutil.which("pngquant"):
        run = ["pngquant", "--force", "--output", picture, COLOURS, picture]
        subprocess.run(run, check=True)


def _browse(browser: str, page: Path, height: int, *options: str) -> str:
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    command += [f"--force-device-scale-factor={SCALE}", f"--window-size={WIDTH},{height}"]
    done = subprocess.run(
        [*command, *options, page.as_uri()], check=True, capture_output=True, text=True
    )
    return done.stdout


def main(folder: Path) -> None:
    """Write the pages into a folder and draw them."""
    data = folder / "data"
    desk = open_desk(data, reindex(data, [ROOT / "seeds"]).generation, "hoiso_bot")
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    for name, said in conversations(desk).items():
        page = folder / f"{name}.html"
        page.write_text(render_page(said), encoding="utf-8")
        picture = Path(__file__).with_name(f"{name}.png")
        if browser:
            draw(browser, page, picture)
        print(picture if browser else page)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(Path(made))
