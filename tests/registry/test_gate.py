from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.registry.projects import (
    GATE,
    RECOGNISER,
    VOICE_GATE,
    write_lock,
    write_model,
    write_reports,
)
from tests.registry.servers import environment
from tests.support.synthetic import CONTRACT
from voxloom.core.errors import VoxloomError
from voxloom.params import load_params
from voxloom.registry.evaluation import Evaluation, Grounds
from voxloom.registry.gate import decisions, promote, rollback, status
from voxloom.registry.history import Decision
from voxloom.registry.register import register
from voxloom.registry.store import open_store


def grounds_of(heldout: str, mel: str, recogniser: str | None) -> Grounds:
    return {"heldout_digest": heldout, "mel_digest": mel, "recogniser": recogniser}


HERE = grounds_of("h1", CONTRACT.digest, RECOGNISER)


def add_version(
    value: float | None,
    grounds: Grounds | None = HERE,
    system: str = "speech",
    gate: str = GATE,
) -> int:
    """A challenger as `register` makes them, without a model; its number."""
    with open_store() as store:
        client = store.client
        run = client.create_run(store.experiment(system))
        if value is not None:
            client.log_metric(run.info.run_id, gate, value)
        if not client.search_registered_models(f"name = '{system}'"):
            client.create_registered_model(system)
        tags = {}
        if grounds is not None:
            tags["evaluation"] = Evaluation(grounds, "digest", run.info.run_id).to_tag()
        version = client.create_model_version(
            system, f"runs:/{run.info.run_id}/none", run.info.run_id, tags
        )
        client.set_registered_model_alias(system, "challenger", version.version)
        return int(version.version)


def champion(system: str = "speech") -> int | None:
    with open_store() as store:
        aliases = store.client.get_registered_model(system).aliases
    return int(aliases["champion"]) if "champion" in aliases else None


def set_margin(project: Path, margin: float) -> None:
    set_gate(project, "speech", GATE, margin)


def set_gate(project: Path, system: str, gate: str, margin: float = 0.0) -> None:
    path = project / "params.yaml"
    params = yaml.safe_load(path.read_text())
    params[system]["register"] = {"gate": gate, "margin": margin}
    path.write_text(yaml.safe_dump(params))


def test_the_first_becomes_champion_and_a_second_call_changes_nothing(project: Path) -> None:
    add_version(5.0)
    first = promote("speech")
    assert (first.outcome, first.version, first.champion, champion()) == ("promoted", 1, None, 1)
    assert first.summary == f"speech version 1 promoted: there was no champion; {GATE} 5"
    again = promote("speech")
    assert (again.outcome, again.reason) == ("unchanged", "it already is the champion")
    assert decisions("speech") == [first]


@pytest.mark.parametrize(
    ("value", "margin", "outcome"),
    [
        (4.9, 0.0, "promoted"),
        (5.1, 0.0, "kept"),
        (5.0, 0.0, "kept"),
        (4.9, 0.2, "kept"),
        (4.7, 0.2, "promoted"),
    ],
)
def test_lower_by_more_than_the_margin_wins(
    project: Path, value: float, margin: float, outcome: str
) -> None:
    set_margin(project, margin)
    add_version(5.0)
    promote("speech")
    add_version(value)
    decision = promote("speech")
    assert decision.outcome == outcome
    assert (decision.value, decision.champion_value) == (value, 5.0)
    assert champion() == (2 if outcome == "promoted" else 1)
    assert "of version 1" in decision.reason


@pytest.mark.parametrize("value", [None, math.nan, math.inf])
@pytest.mark.parametrize("with_champion", [False, True])
def test_no_figure_no_title(project: Path, value: float | None, with_champion: bool) -> None:
    if with_champion:
        add_version(5.0)
        promote("speech")
    number = add_version(value)
    decision = promote("speech")
    assert decision.outcome == "kept"
    assert decision.reason.startswith(f"its {GATE} is ")
    assert champion() == (1 if with_champion else None)
    forced = promote("speech", force=True)
    assert (forced.outcome, champion()) == ("promoted", number)
    assert forced.reason.startswith("by force, though its")


@pytest.mark.parametrize(
    ("grounds", "why"),
    [
        (grounds_of("h1", "another mel contract", RECOGNISER), "their mel contracts differ"),
        (grounds_of("h0", CONTRACT.digest, RECOGNISER), "came without its code"),
        (None, "version 1 has no evaluation on record"),
    ],
)
def test_unlike_is_not_compared(project: Path, grounds: Grounds | None, why: str) -> None:
    add_version(9.0, grounds)
    promote("speech")
    add_version(1.0)
    decision = promote("speech")
    assert decision.outcome == "kept"
    assert decision.reason.startswith("not comparable with version 1: ")
    assert why in decision.reason
    assert "--force" in decision.reason
    assert champion() == 1
    assert promote("speech", force=True).outcome == "promoted"
    assert champion() == 2


def test_only_with_the_challengers_recordings_at_hand(project: Path) -> None:
    add_version(9.0, grounds_of("h0", CONTRACT.digest, RECOGNISER))
    promote("speech")
    add_version(1.0, grounds_of("h2", CONTRACT.digest, RECOGNISER))
    assert "other held-out recordings than the challenger's" in promote("speech").reason


def test_an_absent_metric(project: Path) -> None:
    add_version(9.0, grounds_of("h0", CONTRACT.digest, RECOGNISER))
    promote("speech")
    add_version(1.0)
    set_gate(project, "speech", "speech.heldout.wer")
    assert promote("speech").reason.startswith("its speech.heldout.wer is absent")


def test_each_system_has_its_gate(project: Path) -> None:
    add_version(5.0)
    promote("speech")
    for value, outcome in ((0.2, "promoted"), (0.3, "kept"), (0.1, "promoted")):
        number = add_version(value, system="voice", gate=VOICE_GATE)
        decision = promote("voice")
        assert (decision.version, decision.outcome, decision.metric) == (
            number,
            outcome,
            VOICE_GATE,
        )
    assert (champion("voice"), champion("speech")) == (3, 1)
    assert rollback("voice").version == 1
    assert [row.value for row in status("voice")] == [0.1, 0.3, 0.2]
    assert len(decisions("voice")) == 4
    assert len(decisions("speech")) == 1
    with pytest.raises(VoxloomError, match="writer: no system of this project: use speech, voice"):
        promote("writer")


@pytest.mark.parametrize(
    ("grounds", "why"),
    [
        (
            grounds_of("h0", CONTRACT.digest, RECOGNISER),
            "they were not measured on the same recordings or texts, and voice.free.wer",
        ),
        (
            grounds_of("h1", CONTRACT.digest, "small.en"),
            "their recognisers differ (whisper-base and small.en), and voice.free.wer",
        ),
        (
            grounds_of("h1", CONTRACT.digest, "bundled"),  # as versions were registered once
            "their recognisers differ (whisper-base and whisper-tiny.en)",
        ),
        (
            grounds_of("h1", CONTRACT.digest, None),
            "their recognisers differ (whisper-base and None)",
        ),
    ],
)
def test_word_errors_of_other_texts_or_recognisers_are_not_compared(
    project: Path, grounds: Grounds, why: str
) -> None:
    add_version(0.2, grounds, "voice", VOICE_GATE)
    promote("voice")
    add_version(0.1, HERE, "voice", VOICE_GATE)
    decision = promote("voice")
    assert decision.outcome == "kept"
    assert decision.reason.startswith(f"not comparable with version 1: {why}")
    assert champion("voice") == 1


def test_a_champion_by_force_without_a_figure(project: Path) -> None:
    add_version(None, system="voice", gate=VOICE_GATE)
    promote("voice", force=True)
    add_version(0.1, system="voice", gate=VOICE_GATE)
    assert "version 1: the champion's figure is absent" in promote("voice").reason


def test_an_evaluation_registered_before_the_recogniser_was_recorded() -> None:
    tag = '{"run": "r", "report": "d", "heldout": "h1", "mel": "m"}'
    evaluation = Evaluation.from_tag(tag)
    assert evaluation is not None
    assert evaluation.grounds == grounds_of("h1", "m", None)


def test_both_are_measured_again_on_new_recordings(project: Path) -> None:
    """Two real models; their registered figures, of other recordings, would say the opposite."""
    register("speech", load_params())
    promote("speech")
    write_model(project / "data/models/speech", seed=2)
    write_reports(project / "data", "h2", {GATE: 6.0})
    write_lock(project)
    register("speech", load_params())
    decision = promote("speech")
    assert decision.reason.endswith("both measured again on this folder's recordings")
    assert decision.value is not None
    assert decision.champion_value is not None
    assert decision.champion_value != decision.value
    assert 5.0 not in (decision.value, decision.champion_value)
    better = decision.value < decision.champion_value
    assert decision.outcome == ("promoted" if better else "kept")


def test_rollback_and_back(project: Path) -> None:
    for value in (5.0, 4.0, 3.0):
        add_version(value)
        promote("speech")
    back = rollback("speech")
    assert (back.outcome, back.version, back.champion, champion()) == ("rolled back", 2, 3, 2)
    assert rollback("speech").version == 1
    with pytest.raises(VoxloomError, match="no champion before version 1 is on record"):
        rollback("speech")
    assert champion() == 1


def test_what_was_rolled_back_returns_only_by_force(project: Path) -> None:
    for value in (5.0, 4.0):
        add_version(value)
        promote("speech")
    rollback("speech")
    refused = promote("speech")
    assert refused.outcome == "kept"
    assert "was rolled back on" in refused.reason
    assert promote("speech", force=True).outcome == "promoted"
    assert champion() == 2
    assert rollback("speech").version == 1


def test_nothing_to_promote_or_roll_back(project: Path) -> None:
    with pytest.raises(VoxloomError, match=r"no challenger in sqlite:///mlflow\.db; register"):
        promote("speech")
    with pytest.raises(VoxloomError, match=r"no champion in sqlite:///mlflow\.db"):
        rollback("speech")
    assert status("speech") == []
    assert decisions("speech") == []


def test_every_decision_is_on_record(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_version(5.0)
    monkeypatch.setenv("VOXLOOM_FLOW_RUN", "run-7")
    made: list[Decision] = [promote("speech")]
    add_version(6.0)
    made += [promote("speech"), promote("speech", force=True), rollback("speech")]
    assert decisions("speech") == made
    assert [decision.outcome for decision in made] == [
        "promoted",
        "kept",
        "promoted",
        "rolled back",
    ]
    assert {decision.by for decision in made} == {"flow run run-7"}
    with open_store() as store:
        tags = store.client.get_model_version("speech", "2").tags
    assert '"outcome": "promoted"' in tags["decision"]


def test_a_promotion_killed_before_the_title_moved_is_repeated(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mlflow import MlflowClient

    add_version(5.0)
    promote("speech")
    add_version(4.0)
    with monkeypatch.context() as patch:
        patch.setattr(MlflowClient, "set_registered_model_alias", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            promote("speech")
    assert champion() == 1
    assert promote("speech").outcome == "promoted"
    assert champion() == 2
    assert rollback("speech").version == 1


def _interrupt(*arguments: object) -> None:
    raise KeyboardInterrupt


def test_status(project: Path) -> None:
    add_version(5.0)
    promote("speech")
    add_version(None)
    newest, oldest = status("speech")
    assert (newest.version, newest.aliases, newest.value) == (2, ("challenger",), None)
    assert (oldest.version, oldest.aliases, oldest.value) == (1, ("champion",), 5.0)
    assert newest.metric == GATE


BROKEN = [
    "",
    "{",
    "[]",
    "7",
    '{"run": 3}',
    '{"run": "../x", "report": "", "heldout": "", "mel": ""}',
]


@pytest.mark.parametrize("tag", BROKEN)
def test_an_edited_evaluation_stops_nothing(project: Path, tag: str) -> None:
    add_version(5.0)
    promote("speech")
    number = add_version(4.0)
    with open_store() as store:
        store.client.set_model_version_tag("speech", "1", "evaluation", tag)
    newest, oldest = status("speech")
    assert newest.value == 4.0
    assert oldest.value in (5.0, None), "its own run's, or that of the run the tag names"
    assert promote("speech").outcome == "kept"
    assert promote("speech", force=True).outcome == "promoted"
    assert champion() == number


def test_versions_whose_runs_are_gone(project: Path) -> None:
    """As `mlflow gc` leaves them: the runs are in no table any more."""
    add_version(5.0)
    promote("speech")
    add_version(4.0)
    with open_store() as store:
        for number in ("1", "2"):
            store.client.delete_run(str(store.client.get_model_version("speech", number).run_id))
    collected = subprocess.run(
        [sys.executable, "-m", "mlflow", "gc"],
        env=environment(MLFLOW_TRACKING_URI="sqlite:///mlflow.db"),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert collected.returncode == 0, collected.stderr
    assert [row.value for row in status("speech")] == [None, None]
    assert promote("speech").outcome == "kept"
    assert promote("speech", force=True).outcome == "promoted"
    assert rollback("speech").version == 1


@pytest.mark.parametrize("text", ["", "{", "[]", '{"outcome": "promoted"}', "null"])
def test_an_edited_decision_is_passed_over(
    project: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    for value in (5.0, 4.0, 3.0):
        add_version(value)
        promote("speech")
    first, second, third = decisions("speech")
    with open_store() as store:
        store.client.set_registered_model_tag("speech", f"decision.{first.when}", text)
    assert decisions("speech") == [second, third]
    assert f"tag decision.{first.when} is no decision of Voxloom's" in capsys.readouterr().err
    assert rollback("speech").version == 2


def test_rollback_passes_over_a_version_that_was_deleted(project: Path) -> None:
    for value in (5.0, 4.0, 3.0):
        add_version(value)
        promote("speech")
    with open_store() as store:
        store.client.delete_model_version("speech", "2")
    assert rollback("speech").version == 1


def test_a_long_reason_fits_its_column(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_version(5.0)
    monkeypatch.setenv("VOXLOOM_FLOW_RUN", "朗読" * 5000)
    promote("speech")
    with open_store() as store:
        tags = store.client.get_registered_model("speech").tags
    assert all(len(tag) <= 5000 for tag in tags.values())
    assert decisions("speech")[0].outcome == "promoted"
