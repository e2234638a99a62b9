"""One HTML file that shows and plays what was evaluated, and asks nothing of any other machine."""

from __future__ import annotations

from collections.abc import Sequence

from voxloom.report.blocks.content import Part, Section
from voxloom.report.html.template import render


def render_page(parts: Sequence[Part]) -> str:
    """The whole page, the first part on top; the same parts, the same text.

    Audio is inside as FLAC, pictures as PNG. Raises ValueError without a part.
    """
    if not parts:
        raise ValueError("a page needs a part to show")
    return render(
        "page.html",
        parts=parts,
        licenses=list(dict.fromkeys(part.license for part in parts)),
        closing=_closing(parts),
        metrics=[table for part in parts for table in part.metrics],
    )


def _closing(parts: Sequence[Part]) -> list[Section]:
    """Of sections with one id the first part's."""
    sections: dict[str, Section] = {}
    for part in parts:
        for section in part.closing:
            sections.setdefault(section.id, section)
    return list(sections.values())
