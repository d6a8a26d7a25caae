"""The buttons below a message, checked as Telegram checks them."""

from __future__ import annotations

from typing import Any

from .refusal import malformed, unusual
from .texts import check_address

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
_SWITCHES = {
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
}
_ACTIONS = {"callback_data", "url", "copy_text"} | _SWITCHES


def read_keyboard(params: dict[str, Any]) -> dict[str, Any]:
    """Read ``reply_markup``.

    Returns:
        The same, as a message shows it; empty where it has no button.
    """
    markup = params.get("reply_markup")
    if not markup:
        return {}
    if not isinstance(markup, dict) or "inline_keyboard" not in markup:
        raise unusual("only inline keyboards are known here")
    rows = markup["inline_keyboard"]
    if any(len(row) > MOST_IN_A_ROW for row in rows):
        raise unusual(f"more than {MOST_IN_A_ROW} buttons in a row")
    buttons = [button for row in rows for button in row]
    if len(buttons) > MOST_BUTTONS:
        raise unusual(f"more than {MOST_BUTTONS} buttons")
    for button in buttons:
        _check_button(button)
    return {"reply_markup": {"inline_keyboard": [row for row in rows if row]}} if buttons else {}


def _check_button(button: dict[str, Any]) -> None:
    if not str(button.get("text", "")).strip():
        raise unusual("a button has no text")
    actions = _ACTIONS & button.keys()
    if not actions or button.get("callback_data") == "":
        raise malformed(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise unusual("a button does two things")
    if len(str(button.get("callback_data", "")).encode()) > 64:
        raise malformed("BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= len(button["copy_text"].get("text", "")) <= 256:
        raise malformed("BUTTON_COPY_TEXT_INVALID")
    if "url" in button:
        check_address(str(button["url"]), "inline keyboard button")
