"""The Vietnamese words for what is measured and for what can be wrong."""

from __future__ import annotations

_FIELDS = {
    "indicator": "chỉ tiêu",
    "unit": "đơn vị",
    "place": "địa phương",
    "subject": "đối tượng",
    "period": "thời gian",
    "kind": "thực hiện hay mục tiêu",
    "bound": "khoảng, trên, dưới",
    "baseline": "mức so sánh",
    "change": "mức tăng giảm",
    "rank": "thứ hạng",
    "fraction": "phần trên tổng",
    "citation": "trích dẫn",
}
_ANSWERS = {
    "status answered": "đưa số khi không nên",
    "status passages": "đưa đoạn văn khi không nên",
    "status clarify": "hỏi lại khi không nên",
    "status not_found": "nói không có khi không nên",
    "status help": "tưởng là lời chào",
    "answered without an observation": "trả lời mà không có số",
    "citation is not verbatim": "trích dẫn không nguyên văn",
    "value": "thiếu số đúng",
    "value is not the main one": "số đúng không đứng đầu",
    "order": "sai thứ tự",
    "baseline": "sai mức so sánh",
    "target": "sai mục tiêu",
    "change": "sai mức tăng giảm",
    "rank": "sai thứ hạng",
    "article": "dẫn sai bài",
    "no passage": "không có đoạn văn",
    "passage": "sai đoạn văn",
    "no choices": "không có lựa chọn",
    "choice": "thiếu lựa chọn",
}
_PARTS = {"work": "phần để làm", "aside": "phần để riêng"}


def field_label(name: str) -> str:
    """Name a field."""
    return _FIELDS[name]


def sort_label(sort: str) -> str:
    """Name a kind of fault, as ``Fault.sort`` has it."""
    if sort == "missed":
        return "bỏ sót"
    if sort == "extra":
        return "không có trong đáp án"
    if sort.startswith("answer: "):
        return f"câu trả lời: {_ANSWERS[sort.removeprefix('answer: ')]}"
    return f"sai {_FIELDS[sort]}"


def title(name: str, part: str | None) -> str:
    """Name a collection and the part of it that was scored."""
    return f"{name}, {_PARTS[part]}" if part else name


def decimal(number: float, digits: int = 3) -> str:
    """Write a number as Vietnamese readers do, with a comma."""
    return f"{number:.{digits}f}".replace(".", ",")
