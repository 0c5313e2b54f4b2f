"""`stepin apply` beside a bot that serves, killed and stopped at its boundaries."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from bot.site_file import write
from domain.policy import STANDARD
from domain.site import Directory
from tests.crash.bots import wait_for
from tests.crash.boundaries import APPLYING
from tests.crash.evidence import Told
from tests.crash.stage import Stage
from tests.crash.together import story

NEW_NAME = "House of glass"


@pytest.mark.parametrize("boundary", APPLYING)
@story()
def test_a_site_file_is_in_force_whole_or_not_at_all(stage: Stage, boundary: str) -> None:
    """Killed before its commit nothing is in force, after it everything; again, and it is; meanwhile pages go out."""
    bot = stage.running()
    file = _file(stage)
    assert _applied(stage, file, f"{boundary}=kill") == -signal.SIGKILL
    in_force = {"apply.before_commit": stage.directory.sites[0].name, "apply.after_commit": NEW_NAME}[boundary]
    assert _in_force(stage).sites[0].name == in_force
    assert _applied(stage, file) == 0
    assert _in_force(stage).sites[0].name == NEW_NAME
    assert all(person.dm_id for person in _in_force(stage).people), "kept DM channels stay with their people"
    wait_for(lambda: NEW_NAME in _called_at(stage), 10, "a bot that has taken the new file over")
    stage.ends_well()
    assert bot.lives == 1


@story("sqlite")
def test_while_somebody_holds_the_database_a_raise_is_not_recorded_and_says_so(stage: Stage) -> None:
    """`apply` stands still before its commit, with SQLite's one lock: NOT RECORDED; when it goes on all is well."""
    stage.running()
    child = _started(stage, _file(stage), "apply.before_commit=stop")
    wait_for(lambda: _stands_still(child), 10, "an apply that stands still")
    assert stage.raises_one().told == Told.NOT_RECORDED
    os.kill(child, signal.SIGCONT)
    wait_for(lambda: stage.theatre.nursery.ended(child) is not None, 10, "its end")
    stage.calls()
    assert _in_force(stage).sites[0].name == NEW_NAME
    stage.ends_well()


def _file(stage: Stage) -> Path:
    # A site file has no room for the haste of the other stories.
    site = replace(stage.directory.sites[0], name=NEW_NAME, policy=STANDARD)
    file = stage.theatre.folder / f"{stage.name}.yaml"
    file.write_text(write(replace(stage.directory, sites=(site,))), encoding="utf-8")
    return file


def _started(stage: Stage, file: Path, failpoint: str = "") -> int:
    environ = {**stage.bots[0].environ, "STEPIN_FAILPOINT": failpoint}
    log = stage.theatre.folder / f"{stage.name}-apply.log"
    return stage.theatre.nursery.bear(["apply", str(file), "--yes"], environ, log)


def _applied(stage: Stage, file: Path, failpoint: str = "") -> int:
    child = _started(stage, file, failpoint)
    wait_for(lambda: stage.theatre.nursery.ended(child) is not None, 20, "the end of an apply")
    return int(stage.theatre.nursery.ended(child) or 0)


def _in_force(stage: Stage) -> Directory:
    with stage.rows.read() as unit:
        return unit.people.directory()


def _called_at(stage: Stage) -> str:
    """What a page says that is sent now."""
    stage.raises_one()
    return stage.slack.person("UDANA0").reads()


def _stands_still(child: int) -> bool:
    return Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] == "T"
