"""Names of signs -> what they say, in Vietnamese.

``sign_words`` is the entry point; a sign without words of its own keeps its name.
"""

from __future__ import annotations

from bot.answer.signs import NEVER

_FIELDS = {
    "name": "tên chỉ tiêu",
    "subject": "đối tượng",
    "unit": "đơn vị",
    "alias": "tên khác của chỉ tiêu",
    "clause": "cùng vế câu",
    "quote": "câu trích",
    "title": "tên bài",
    "apart": "tên, nhưng rời nhau",
    "nowhere": "bài khác, không ở đây",
    "no article": "không bài nào",
    "name, related": "tên, bằng cụm gần nghĩa",
    "name, related words": "tên, bằng từ gần nghĩa",
    "sentence, related": "câu, bằng cụm gần nghĩa",
    "sentence, related words": "câu, bằng từ gần nghĩa",
    "another compound": "tên, nhưng thuộc từ ghép khác",
    "words before": "lời dẫn trước câu",
    "words behind": "vế sau của câu, nói số khác",
}
_SCALES = {
    "percent": "phần trăm",
    "money": "tiền",
    "points": "điểm",
    "rank": "thứ hạng",
    "count": "số đếm",
}
_STRENGTHS = {"weak": "phụ", "plain": "thường", "decisive": "quyết định"}
_UNSAID = {"of all": "", "of money": " (lời nói về tiền)", "of disbursing": " (lời nói giải ngân)"}
_WORDS = {
    "outdone": "nơi khác khớp chữ hơn",
    "outdone here": "số khác cùng nơi khớp chữ hơn",
    "words nowhere": "từ hỏi không thấy ở đây",
    "most telling word nowhere": "thiếu từ nói nhiều nhất",
    "sibling same": "cùng loại trong các loại tách nhau",
    "sibling other": "loại khác trong các loại tách nhau",
    "sibling nearby": "câu có đúng loại được hỏi",
    "sibling other nearby": "câu có loại khác với loại được hỏi",
    "sibling unsaid": "không nói loại nào trong các loại tách nhau",
    "sibling told": "nói rõ là loại khác",
    "sibling told by another": "số khác nói đúng loại được hỏi",
    "aspect unasked": "khía cạnh không thể bỏ qua, không ai hỏi",
    "aspect missing": "thiếu khía cạnh không thể thiếu",
    "number nowhere": "thiếu số hiệu được nêu",
    "number of one behind": "số hiệu được nêu là của số đứng sau trong câu",
    "class nowhere": "thiếu số thứ tự của loại được hỏi",
    "lone syllables": "chỉ trùng âm tiết của từ ghép khác",
    "proper name nowhere": "thiếu tên riêng được nêu",
    "name of empty words": "tên chỉ có từ trống",
    "name beyond": "phần tên không ai hỏi",
    "words beyond": "số từ trong tên không ai hỏi",
    "name from before": "tên lấy từ câu trước",
    "aspect same": "cùng khía cạnh",
    "plan ratio unasked": "là tỷ lệ so kế hoạch, câu không hỏi",
    "entry same": "cùng mục trong bảng chỉ tiêu",
    "entry other": "mục khác trong bảng chỉ tiêu",
    "entry apart": "mục mà bảng chỉ tiêu tách riêng",
    "entry unknown": "không có trong bảng chỉ tiêu",
    "named same": "đúng chỉ tiêu được gọi tên",
    "named apart": "chỉ tiêu khác với chỉ tiêu được gọi tên",
    "named other": "có lẽ khác với chỉ tiêu được gọi tên",
    "named unknown": "không rõ có phải chỉ tiêu được gọi tên",
    "named unknown, unsaid": "không nói đủ tên được gọi",
    "named unknown, word nowhere": "thiếu cả từ trong tên được gọi",
    "amount for a share of the plan": "số lượng không kèm kế hoạch, câu hỏi so với kế hoạch",
    "money for a quantity": "là tiền, câu hỏi một lượng",
    "percent for a quantity": "là phần trăm, câu hỏi một lượng",
    "people or things": "một bên đếm người, hộ, một bên đếm vụ hay đo lường",
    "no index": "không phải chỉ số, câu hỏi chỉ số",
    "count for a ratio": "số đếm, câu hỏi tỷ số",
    "a rate beside": "câu còn nói tỷ lệ",
    "unit fits": "đúng đơn vị hỏi",
    "unit named": "đơn vị hỏi nằm trong tên",
    "unit other": "khác đơn vị hỏi",
    "unit related": "đơn vị gần nghĩa",
    "another dimension": "khác đại lượng",
    "noun other": "đếm thứ khác",
    "subject named": "đúng đối tượng được nêu",
    "subject unasked": "đối tượng không ai hỏi",
    "subject unasked, alone": "đối tượng không ai hỏi, nhưng chỉ có ở đó",
    "office named": "đúng cơ quan, cấp được nêu",
    "office unasked": "cơ quan, cấp không ai hỏi",
    "office unasked, alone": "cơ quan, cấp không ai hỏi, nhưng chỉ có ở đó",
    "another sort of unit": "cùng tên nhưng là đơn vị hành chính khác",
    "tier other": "câu hỏi một cấp, số không của cấp ấy",
    "period exact": "đúng kỳ",
    "period same end": "kỳ cùng ngày cuối",
    "period inside": "kỳ nằm trong kỳ hỏi",
    "period of the year": "kỳ cùng năm",
    "rank stated": "có nêu thứ hạng",
    "no rank stated": "không nêu thứ hạng",
    "rank unasked": "là thứ hạng, câu không hỏi",
    "a change stated": "có nêu mức tăng giảm",
    "a baseline stated": "có số để so",
    "no change stated": "không nêu mức tăng giảm",
    "a comparison stated": "có nêu số so sánh",
    "no comparison stated": "không nêu số so sánh",
    "growth asked": "là tốc độ tăng, câu có hỏi",
    "growth unasked": "là tốc độ tăng, câu không hỏi",
    "direction same": "cùng chiều tăng giảm",
    "direction other": "ngược chiều tăng giảm",
    "each told": "hỏi tính trên mỗi đơn vị, số tính như vậy",
    "each untold": "hỏi tính trên mỗi đơn vị, số không tính như vậy",
    "each unasked": "số tính trên mỗi đơn vị, câu không hỏi",
    "each other": "tính trên mỗi tháng, năm, ngày khác với câu hỏi",
    "before same": "hỏi lúc trước, số là của lúc trước",
    "before other": "lúc trước hay bây giờ, khác với câu hỏi",
    "name in words behind": "từ trong tên chỉ đứng sau số, nói số khác",
    "told of one behind": "từ hỏi được nói của số đứng sau trong câu",
    "sure": "bộ đọc tin là đọc đúng",
    "none asked, of no place": "câu không nêu nơi, số không rõ nơi",
    "none asked, of the country": "câu không nêu nơi, số của cả nước",
    "none asked, of a place": "câu không nêu nơi, số của một nơi",
}


def sign_words(sign: str) -> str:
    """Say what a sign says."""
    sign = sign.removeprefix(NEVER)
    if sign in _WORDS:
        return _WORDS[sign]
    for lead, words in (("word in ", "từ có trong "), ("pair in ", "cặp từ có trong ")):
        if sign.startswith(lead):
            return words + _FIELDS.get(sign.removeprefix(lead), sign.removeprefix(lead))
    if sign.startswith("aspect "):
        return _aspect(sign.removeprefix("aspect "))
    if sign.startswith("unit unsaid "):
        sort, _, scale = sign.removeprefix("unit unsaid ").rpartition(" ")
        return f"không hỏi đơn vị, số là {_SCALES.get(scale, scale)}{_UNSAID.get(sort, '')}"
    if sign.startswith("scale "):
        given, _, asked = sign.removeprefix("scale ").partition(" for ")
        return f"là {_SCALES.get(given, given)}, câu hỏi {_SCALES.get(asked, asked)}"
    if sign.startswith("counted "):
        scale = sign.removeprefix("counted ")
        return f"câu có “bao nhiêu”, số là {_SCALES.get(scale, scale)}"
    return sign


def _aspect(sign: str) -> str:
    strength, _, rest = sign.partition(" ")
    kind = f"khía cạnh {_STRENGTHS.get(strength, strength)}"
    if rest == "unasked":
        return f"{kind} không ai hỏi"
    near = ", câu bên có" if rest.endswith("nearby") else ""
    led = ", lời dẫn có" if rest.endswith("before") else ""
    return f"thiếu {kind} được hỏi{near}{led}"
