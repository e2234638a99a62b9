from __future__ import annotations

from voxloom.study.cleaning import CLEAN, StudyRow
from voxloom.study.table import groups, study_table


def row(
    step: str, damage: str, measure: str, before: float | None, after: float | None
) -> StudyRow:
    return StudyRow(
        step=step,
        damage=damage,
        level=0.0 if damage == CLEAN else 20.0,
        unit="" if damage == CLEAN else "dB SNR",
        measure=measure,
        before=before,
        after=after,
        utterances=3,
        absent="" if before is not None else "PESQ is <not> installed",
    )


def table(step: str, damage: str, before: float, after: float) -> list[StudyRow]:
    return [
        row(step, damage, "si_sdr_db", before, after),
        row(step, damage, "pesq", None, None),
        row(step, damage, "stoi", 0.9, 0.9),
        row(step, damage, "dnsmos", 3.0, 3.0),
    ]


ROWS = [
    *table("dc", CLEAN, 100.0, 100.0),
    *table("denoise", CLEAN, 100.0, 30.0),
    *table("denoise", "hum", -20.0, 25.0),
]


def test_each_damage_has_its_lines() -> None:
    clean, hum = groups(ROWS)
    assert (clean.title, hum.title) == ("clean speech", "hum, 20 dB SNR")
    assert [line.step for line in hum.lines] == ["denoise"]
    assert [cell.kind for cell in hum.lines[0].cells] == ["better", "absent", "same", "same"]
    assert hum.lines[0].cells[0].text == "−20.00 → 25.00 ▲"


def test_a_step_without_effect_has_no_line() -> None:
    whole = [row for row in ROWS if row.measure != "pesq"]
    assert [line.step for line in groups(whole)[0].lines] == ["denoise"]
    assert groups(whole)[0].unchanged == ("dc",)


def test_the_part_is_escaped_once_and_says_what_is_absent() -> None:
    html = study_table(ROWS)
    assert "PESQ is &lt;not&gt; installed" in html
    assert "100.00 → 30.00 ▼" in html
    assert str(study_table([])) == ""
