"""Figures that were kept -> the tables in the README and the plot beside it.

``write_report`` is the entry point. What stands between two marks in the README is written anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.measuring.engines import ENGINES
from benchmarks.measuring.results import GIVEN_UP, MATERIAL, OWN, PROGRAM, Figures, Results

PLOT = "growth.png"
_BEGIN, _END = "<!-- figures: written by the program -->", "<!-- end of the figures -->"
_NOTHING = "–"
_P50, _P99 = "wall p50 ms", "wall p99 ms"
_PROCESSOR, _PROCESSOR_P99 = "processor p50 ms", "processor p99 ms"


def write_report(results: Results, readme: Path) -> None:
    """Write the tables into a README that has the two marks, and draw the plot beside it."""
    text = readme.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    body = "\n".join(_body(results))
    readme.write_text(f"{before}{_BEGIN}\n{body}\n{_END}{after}", encoding="utf-8")
    _draw(results, readme.parent / PLOT)


def _body(results: Results) -> Iterable[str]:
    machine = ", ".join(f"{name} {value}" for name, value in results.held["machine"].items())
    yield f"Measured on {machine}."
    yield ""
    yield f"```sh\n{results.held['command']}\n```"
    yield ""
    yield f"![how the cost grows with the number of passages]({PLOT})"
    yield ""
    yield from _engines(results)
    yield ""
    yield from _changes(results)
    yield from _program(results)
    yield ""
    yield from _cores(results)
    yield from _kinds(results)


def _engines(results: Results) -> Iterable[str]:
    yield "### Passages ranked for a question"
    yield ""
    yield from _head(
        "passages", "engine", "build s", "most MiB", "disk MiB", "cold open s", "first ms",
        "own / resident MiB", "p50 ms", "p99 ms", "processor p50 ms", "questions", "p50 : tantivy's",
    )  # fmt: skip
    for size in results.sizes():
        own = _asked(results.get(size, OWN, "serve"))
        for key, engine in ENGINES.items():
            build, serve = results.find(size, key, "build"), results.find(size, key, "serve")
            if build is None:
                continue
            reason = build.get(GIVEN_UP) or (serve or {}).get(GIVEN_UP)
            if reason or serve is None:
                yield _row(f"{size:,}", engine.name, f"given up: {reason}", *[_NOTHING] * 10)
                continue
            yield _row(f"{size:,}", engine.name, *_figures(build, serve, own, keeps=engine.keeps))


def _figures(build: Figures, serve: Figures, own: Figures | None, *, keeps: bool) -> list[str]:
    asked = _asked(serve) or {}
    making = build if keeps else serve
    return [
        _number(build["wall s"] if keeps else serve["open s"]),
        _number(making["peak anonymous MiB"]),
        _number(build["disk MiB"]) if keeps else _NOTHING,
        _number(serve["open s"]),
        _number(serve["first ms"]),
        f"{_number(serve['anonymous MiB'])} / {_number(serve['resident MiB'])}",
        _number(asked[_P50]),
        _number(asked[_P99]),
        _number(asked[_PROCESSOR]),
        f"{asked['questions']:.0f}",
        _number(asked[_P50] / own[_P50]) if own else _NOTHING,
    ]


def _changes(results: Results) -> Iterable[str]:
    changes = {size: results.get(size, OWN, "change") for size in results.sizes()}
    told = [f"{_number(c['wall ms'])} ms at {size:,}" for size, c in changes.items() if c]
    if told:
        yield f"One article forgotten and taken in again, committed to the disk: {', '.join(told)}."
        yield ""


def _program(results: Results) -> Iterable[str]:
    yield "### The whole program"
    yield ""
    yield from _head(
        "passages", "articles", "`reindex` s", "articles/s", "most MiB", "disk MiB", "cold open s",
        "first ms", "first round p50 / p99 ms", "second p50 / p99 ms", "its processor p50 / p99 ms", "own / resident MiB",
        "one article changed s", "`hoiso ask` processor s",
    )  # fmt: skip
    for size in results.sizes():
        index, ask = results.get(size, PROGRAM, "index"), results.get(size, PROGRAM, "ask")
        material = results.get(size, MATERIAL, "made")
        if index is None or ask is None or material is None:
            continue
        change, process = (results.get(size, PROGRAM, name) for name in ("change", "process"))
        yield _row(
            f"{size:,}",
            f"{material['articles']:,}",
            _number(index["wall s"]),
            _number(material["articles"] / index["wall s"]),
            _number(index["peak anonymous MiB"]),
            _number(index["disk MiB"]),
            _number(ask["open s"]),
            _number(ask["first ms"]),
            *(f"{_number(ask[r][_P50])} / {_number(ask[r][_P99])}" for r in ("round 1", "round 2")),
            f"{_number(ask['round 2'][_PROCESSOR])} / {_number(ask['round 2'][_PROCESSOR_P99])}",
            f"{_number(ask['anonymous MiB'])} / {_number(ask['resident MiB'])}",
            _number(change["wall s"]) if change else _NOTHING,
            _number(process["processor s"]) if process else _NOTHING,
        )


def _cores(results: Results) -> Iterable[str]:
    for size in results.sizes()[::-1]:
        cores = results.get(size, PROGRAM, "cores")
        if cores is not None:
            one, all_of_them = cores["one core wall s"], cores["all cores wall s"]
            yield (
                f"`reindex` of {cores['articles']:,} articles: {cores['articles'] / one:.0f} articles/s on one "
                f"core, {cores['articles'] / all_of_them:.0f} on all, {one / all_of_them:.2f} times as fast."
            )
            return


def _kinds(results: Results) -> Iterable[str]:
    asked = [(size, results.get(size, PROGRAM, "ask")) for size in results.sizes()]
    measured = [(size, ask) for size, ask in asked if ask is not None]
    if not measured:
        return
    size, ask = measured[-1]
    yield ""
    yield f"By kind of question, {size:,} passages:"
    yield ""
    first, second = ask["kinds"]["round 1"], ask["kinds"]["round 2"]
    yield from _head(
        "kind", "questions", "first round p50 / p99 ms", "second", "answered rightly, where known"
    )
    for kind, figures in second.items():
        right = ask["right"].get(kind)
        yield _row(
            kind,
            f"{figures['questions']:.0f}",
            *(
                f"{_number(each[kind][_P50])} / {_number(each[kind][_P99])}"
                for each in (first, second)
            ),
            _NOTHING if right is None else f"{right:.0%}",
        )


def _asked(serve: Figures | None) -> Figures | None:
    """Give the last round that was asked."""
    if serve is None:
        return None
    found: Figures | None = serve.get("round 2") or serve.get("round 1")
    return found


def _head(*names: str) -> Iterable[str]:
    yield _row(*names)
    yield _row(*["---"] * len(names))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _number(value: float) -> str:
    """Write a figure with the digits that tell something."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _draw(results: Results, path: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, 3, figsize=(13, 4.2), layout="constrained")
    titles = ("a question, p50, ms", "building the index, s", "own memory serving, MiB")
    for axis, title in zip(axes, titles, strict=True):
        axis.set(xscale="log", yscale="log", title=title, xlabel="passages")
        axis.grid(visible=True, which="major", alpha=0.3)
    lines = list(_lines(results))
    for name, points in lines:
        sizes = [size for size, *_ in points]
        for axis, values in zip(
            axes, zip(*(rest for _, *rest in points), strict=True), strict=True
        ):
            axis.plot(sizes, values, marker="o", label=name)
    if lines:
        axes[0].legend(fontsize=8)
    figure.savefig(path, dpi=110, metadata={"Software": None})
    pyplot.close(figure)


def _lines(results: Results) -> Iterable[tuple[str, Sequence[tuple[float, ...]]]]:
    for key, engine in ENGINES.items():
        points = []
        for size in results.sizes():
            build, serve = results.get(size, key, "build"), results.get(size, key, "serve")
            asked = _asked(serve)
            if build is not None and serve is not None and asked is not None:
                built = build["wall s"] if engine.keeps else serve["open s"]
                points.append((size, asked[_P50], built, serve["anonymous MiB"]))
        if points:
            yield engine.name, points
    points = []
    for size in results.sizes():
        index, ask = results.get(size, PROGRAM, "index"), results.get(size, PROGRAM, "ask")
        if index is not None and ask is not None:
            points.append((size, ask["round 2"][_P50], index["wall s"], ask["anonymous MiB"]))
    if points:
        yield "the whole program", points
