"""Articles sent as documents: what is refused and why, what is shown, what is indexed."""

import io
import unicodedata

import docx
import pytest
import pytest_asyncio
from administering import (
    article,
    asked,
    audit,
    bot_with_sources,
    free_admins,
    generation,
    looked,
    question,
    said,
)
from tapping import labels

ZIP = b"PK\x03\x04" + bytes(range(256)) * 20


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(indexed_seeds, tmp_path_factory):
    async with bot_with_sources(indexed_seeds, tmp_path_factory.mktemp("upload")) as bot:
        yield bot


@pytest.fixture
def admin():
    """An admin whom the tests before have not met."""
    return next(free_admins)


def waiting_files(bot):
    """Give the names of the files that nobody has decided about."""
    folder = bot.data / "telegram" / "uploads"
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def uploaded(bot):
    return sorted(path.name for path in (bot.data / "uploads").glob("*"))


async def sent(bot, admin, name, data, **more):
    """Send a document and give what the bot says of it."""
    content = data.encode() if isinstance(data, str) else data
    document = await bot.fake.send_document(admin, name, content, **more)
    return await bot.fake.answer_to(document)


async def published(bot, admin, message):
    """Tap on the button that publishes and give the message when all has ended."""
    await bot.fake.tap(admin, message, "Thêm vào chỉ mục")
    after = message["message_id"] - 1
    return await said(bot.fake, admin, "Đang dùng chỉ mục", after=after)


async def test_an_article_is_shown_published_answers_and_is_replaced_by_another(bot, admin):
    before = generation(bot)
    shown = await sent(bot, admin, "nghèo.txt", article("Cà Mau", "1,29%"))
    for words in ("nghèo.txt: bài mới", "05/03/2024", "1 đoạn · 1 số liệu", "1,29%"):
        assert words in shown["text"]
    assert labels(shown) == ["Thêm vào chỉ mục", "Bỏ"]
    assert generation(bot) == before
    assert uploaded(bot) == []

    summary = await published(bot, admin, shown)
    assert "Thêm 1 bài: nghèo.txt" in summary["text"]
    assert labels(summary) == ["Trở về chỉ mục trước"]
    assert summary["message_id"] == shown["message_id"]
    assert (await asked(bot, question("Cà Mau"))).startswith("1,29%")
    assert uploaded(bot) == ["nghèo.txt"]
    assert waiting_files(bot) == []
    assert audit(bot, admin) == [
        ("upload", "received"),
        ("publish", "asked"),
        ("publish", "done"),
    ]

    other = next(free_admins)
    same = await sent(bot, other, "nghèo.txt", article("Cà Mau", "1,29%"))
    assert "đã có" in same["text"]
    assert labels(same) == []
    newer = await sent(bot, other, "nghèo.txt", article("Cà Mau", "1,5%"))
    assert "thay bài cùng tên" in newer["text"]
    summary = await published(bot, other, newer)
    assert "Đổi 1 bài: nghèo.txt" in summary["text"]
    assert (await asked(bot, question("Cà Mau"))).startswith("1,5%")
    assert uploaded(bot) == ["nghèo.txt"]
    # From now on it is a source like the others.
    assert (await looked(bot, next(free_admins)))["text"].startswith("Không có gì thay đổi")


def page(text):
    """Write an article's lines as a web page."""
    title, *lines = (line for line in text.splitlines() if line.strip())
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f'<html><head><meta charset="utf-8"></head><body><h1>{title}</h1>{body}</body></html>'


def word(text):
    """Write an article's lines as a Word document."""
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "place", "value"),
    [("trang.HTML", page, "Kiên Giang", "1,41%"), ("văn bản.docx", word, "Bạc Liêu", "1,53%")],
)
async def test_an_article_of_another_format_is_read_published_and_cited(
    bot, admin, name, make, place, value
):
    shown = await sent(bot, admin, name, make(article(place, value)))
    assert "1 số liệu" in shown["text"]
    await published(bot, admin, shown)
    fake, asker = bot.fake, next(free_admins)
    answer = await fake.ask(asker, question(place))
    assert answer["text"].startswith(value)
    await fake.tap(asker, answer, "Đoạn gốc")
    [passage] = await fake.wait_answers(asker, 1, after=answer["message_id"])
    assert value in passage["text"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("nén.txt", ZIP, "tệp nhị phân"),
        ("ảnh.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "tệp nhị phân"),
        ("utf16.txt", article("Huế", "3%").encode("utf-16"), "UTF-16"),
        ("nul.txt", b"m\xe1\xbb\x99t\x00hai", "tệp nhị phân"),
        ("cp1258.txt", "Tỷ lệ hộ nghèo".encode("cp1258", "replace") + b"\xd2\xf5", "UTF-8"),
        ("rỗng.txt", b"", "rỗng"),
        ("trống.txt", b" \r\n\t\n", "rỗng"),
        ("bài.docx", ZIP, "không phải văn bản Word"),
        ("bài.doc", b"abc", "hãy mở bằng Word rồi lưu thành .docx"),
        ("bài.zip", ZIP, "Chỉ nhận bài viết là tệp .txt, .html, .htm, .pdf, .docx"),
        ("hỏng.pdf", b"%PDF-1.7\nxyz", "PDF hỏng"),
        ("pdf.txt", b"%PDF-1.7\nxyz", "hãy đổi đuôi tên tệp thành .pdf"),
        ("trống.html", b"<html></html>", "không thấy bài viết"),
        ("bài", b"abc", "Chỉ nhận bài viết là tệp .txt"),
        (".txt", b"abc", "tên tệp không dùng được"),
    ],
)
async def test_what_is_no_article_is_refused_with_the_reason(bot, admin, name, data, words):
    before = generation(bot)
    shown = await sent(bot, admin, name, data)
    assert words in shown["text"]
    assert labels(shown) == []
    assert waiting_files(bot) == []
    assert audit(bot, admin) == [("upload", "refused")]
    assert generation(bot) == before


@pytest.mark.parametrize("size", [25_000_000, 10_000_001])
async def test_what_claims_to_be_too_large_is_never_fetched(bot, admin, size):
    since = await bot.fake.mark()
    document = await bot.fake.send_document(admin, "lớn.txt", b"a", claim_size=size)
    assert "lớn hơn 10 MB" in (await bot.fake.answer_to(document))["text"]
    assert await bot.fake.calls("getFile", since=since) == []


async def test_what_is_larger_than_it_claims_is_not_kept(bot, admin):
    memory = bot.memory_mb()
    document = await bot.fake.send_document(admin, "dối.txt", size=19_000_000, claim_size=1000)
    assert "lớn hơn 10 MB" in (await bot.fake.answer_to(document))["text"]
    assert waiting_files(bot) == []
    assert bot.memory_mb() - memory < 10


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../../thoát.txt", "thoát.txt"),
        ("/etc/tuyệt đối.txt", "tuyệt đối.txt"),
        (r"C:\Users\cửa sổ.txt", "cửa sổ.txt"),
        ("nul\x00giữa.txt", "nulgiữa.txt"),
        ("CON.txt", "_CON.txt"),
        (".ẩn.txt", "ẩn.txt"),
        ("dài " * 75 + ".txt", ("dài " * 75).encode()[:116].decode(errors="ignore").strip()),
        (unicodedata.normalize("NFD", "Tách Rời Ở Huế.TXT"), "Tách Rời Ở Huế.txt"),
    ],
)
async def test_a_name_that_could_do_harm_is_made_harmless(bot, admin, name, kept):
    shown = await sent(bot, admin, name, article("Huế", f"3,{abs(hash(name)) % 1000}%"))
    assert kept[:50] in shown["text"]
    [file] = waiting_files(bot)
    assert file.startswith(kept)
    assert len(file.encode()) <= 120
    await bot.fake.tap(admin, shown, "Bỏ")
    await said(bot.fake, admin, "Đã bỏ; không có gì thay đổi.")
    assert waiting_files(bot) == []
    assert list(bot.data.parent.rglob("*thoát*")) == []


async def test_an_article_of_the_server_is_not_replaced_from_the_chat(bot, admin):
    since = await bot.fake.mark()
    shown = await sent(bot, admin, "001_F68CCB671BF580ED.txt", article("Huế", "3%"))
    assert "nguồn của máy chủ đã có bài tên này" in shown["text"]
    assert "đổi tên tệp" in shown["text"]
    assert labels(shown) == []
    assert await bot.fake.calls("getFile", since=since) == []


async def test_the_documents_of_an_album_are_one_upload(bot, admin):
    fake = bot.fake
    files = {
        "một.txt": article("Hà Giang", "4,1%").encode(),
        "hai.txt": article("Lai Châu", "5,2%").encode(),
        "ba.zip": ZIP,
    }
    album = {"media_group_id": "13579"}
    for name, data in files.items():
        await fake.send_document(admin, name, data, more=album)
    shown = await said(fake, admin, "3 tệp, 2 tệp đưa vào được")
    assert len(await fake.answers(admin)) == 1
    for words in ("một.txt: bài mới", "hai.txt: bài mới", "ba.zip: không nhận"):
        assert words in shown["text"]
    assert waiting_files(bot) == ["hai.txt", "một.txt"]
    await fake.tap(admin, shown, "Bỏ")
    await said(fake, admin, "Đã bỏ")


async def test_a_button_of_an_upload_works_once(bot, admin):
    shown = await sent(bot, admin, "một lần.txt", article("Sơn La", "6,3%"))
    taps = [await bot.fake.tap(admin, shown, label) for label in ("Bỏ", "Thêm vào", "Bỏ")]
    alerts = [(await bot.fake.tap_answer(tap))["show_alert"] for tap in taps]
    assert [bool(alert) for alert in alerts] == [False, True, True]
    assert audit(bot, admin) == [("upload", "received"), ("discard", "done")]


async def test_how_to_upload_is_explained(bot, admin):
    for command in ("/tailen", "/upload"):
        text = (await bot.fake.ask(admin, command))["text"]
        assert "không quá 10 MB" in text


async def test_a_document_in_a_group_is_none_of_the_bots_business(bot, admin):
    fake, since = bot.fake, await bot.fake.mark()
    group = fake.new_group()
    await fake.send_document(admin, "nhóm.txt", b"abc", chat=group, chat_type="supergroup")
    await fake.ask(admin, "/tailen")
    assert await fake.answers(group) == []
    assert await fake.calls("getFile", since=since) == []
