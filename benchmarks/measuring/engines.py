"""The engines that rank passages: the project's own and, beside them, others on the same terms.

``ENGINES`` holds them. All are asked with the text as typed. The others rank by exact syllables
and their pairs; the project's own rank by those, by both without diacritics, and repair slips,
which is more work.
"""

from __future__ import annotations

from benchmarks.measuring.others import Bm25s, Fts5, RankBm25
from benchmarks.measuring.own import OwnRankBm25, OwnTantivy
from benchmarks.measuring.seam import Engine

ENGINES: dict[str, Engine] = {
    "tantivy": OwnTantivy(),
    "own-bm25": OwnRankBm25(),
    "bm25s": Bm25s(),
    "fts5": Fts5(),
    "rank-bm25": RankBm25("rank-bm25", pairs=True),
    "rank-bm25-syllables": RankBm25("rank-bm25, syllables alone", pairs=False),
}
