"""Every named boundary of the code, struck in every way, and what must hold after it (reliability.md, L2)."""

from __future__ import annotations

from tests.crash.bots import wait_for
from tests.crash.nurse import Nurse
from tests.crash.stage import Stage

SERVING = (
    "intake.before_commit",
    "intake.after_commit",
    "act.before_commit",
    "act.after_commit",
    "send.before_claim_commit",
    "send.after_claim_commit",
    "send.before_call",
    "send.after_call",
    "send.before_look_up",
    "send.before_record",
    "send.after_record",
    "tick.before_look",
    "tick.after_look",
)
APPLYING = ("apply.before_commit", "apply.after_commit")
WAYS = ("kill", "stop", "raise", "stall:6")


def strike(stage: Stage, boundary: str, way: str) -> None:
    """A call for help, an answer, a bot that is struck at the boundary: nothing is lost, stuck or told wrongly."""
    if boundary == "send.before_look_up":
        stage.slack.fail("chat.postMessage", "drop_after", user="UDANA0")
    bot = stage.bot()
    bot.start(f"{boundary}={way}")
    stage.slack.bot_url = bot.url
    with Nurse(bot) as nurse:
        bot.ready()
        stage.calls()
        if boundary.startswith("tick."):
            wait_for(lambda: any(e.round > 1 for e in stage.open()), 40, "a second round")
        stage.answers_all()
        mended = ({"kill": 1}.get(way, 0), {"stop": 1}.get(way, 0))
        wait_for(lambda: (nurse.deaths, nurse.pauses) == mended, 20, f"{mended} deaths and pauses")
        stage.answers_all()
        stage.settles()
        found = stage.findings()
    # Where the whole process stands still, its other threads may stand between their look at the clock and the wire.
    wrong = {kind: said for kind, said in found.wrong.items() if said and (way, kind) != ("stop", "late call")}
    assert not wrong, f"{stage.name}: {found}"
