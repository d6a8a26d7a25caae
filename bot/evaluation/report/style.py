"""The looks of the page: wide, on a phone, in the dark, and on paper."""

from __future__ import annotations

STYLE = """
:root{color-scheme:light dark;--line:#ddd;--head:#f4f4f4;--mark:#0b5fa5;--band:#9cc5e8}
body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem}h2{margin-top:2.5rem;border-bottom:2px solid var(--mark)}
summary{cursor:pointer;font-weight:600;margin:.8rem 0 .3rem}
table{border-collapse:collapse;width:100%;margin:.3rem 0 1rem}
th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
td{overflow-wrap:anywhere}th{background:var(--head);font-weight:600}small{opacity:.75}
.bar{position:relative;display:inline-block;width:9rem;height:.5rem;margin-top:.45rem;
background:var(--line);border-radius:.25rem;print-color-adjust:exact}
.bar i{position:absolute;top:0;bottom:0;background:var(--band);border-radius:.25rem}
.bar b{position:absolute;top:-.15rem;bottom:-.15rem;width:3px;margin-left:-1.5px;
background:var(--mark)}
.curve{max-width:36rem;width:100%;display:block;margin:.5rem 0 1rem}
.curve path{stroke:var(--line);fill:none}
.curve polyline{stroke:var(--mark);stroke-width:2;fill:none}
.curve circle{fill:var(--band);stroke:var(--mark)}.curve .used{fill:var(--mark)}
.curve text{fill:currentColor;font-size:11px}
.curve .x{text-anchor:middle}.curve .y{text-anchor:end}
@media(prefers-color-scheme:dark){:root{--line:#444;--head:#262626;--mark:#6db3f2;--band:#2b5c86}}
@media screen and (max-width:44rem){
thead{position:absolute;left:-999rem}
table,tbody,tr,td{display:block}
tr{border-bottom:2px solid var(--line);padding:.4rem 0}
td{border:0;padding:.05rem 0}td:empty{display:none}
td[data-head]:not([data-head=""])::before{content:attr(data-head) ": ";opacity:.7}
td:first-child{font-weight:600}td:first-child::before{display:none}.bar{width:100%}}
@media print{body{margin:0;max-width:none;font-size:11px}tr{break-inside:avoid}
h2,h3,summary{break-after:avoid}details::details-content{content-visibility:visible;height:auto}}
"""
