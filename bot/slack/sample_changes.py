"""Everything that is read about proposals, quick fixes and training, with made-up people: for `stepin doctor` and the
tests of the screens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.slack.sample_scenes import AT, Samples
from domain.learning.proposal import Cause, Fix, Move, Proposal, ProposalState, Strength
from domain.severity import Severity
from handlers.screens import Form, Screen
from handlers.screens.learning.at_home import ChangesAtHome
from handlers.screens.learning.fixes import FixFacts, fix_form, fix_news, fix_screen
from handlers.screens.learning.proposal import proposal_card
from handlers.screens.learning.proposal_forms import ProposalForm, proposal_form, propose_form, refuse_form
from handlers.screens.learning.proposal_news import TOLD, News, news_screen
from handlers.screens.learning.proposal_words import ProposalFacts
from handlers.screens.learning.training import ask_training_form, asked_screen, suggestion_screen

_MANY = 120
_LONG_AGO = timedelta(days=70)
_KEY = "k" * 32


def _facts(samples: Samples, state: ProposalState = ProposalState.PROPOSED, full: bool = True) -> ProposalFacts:
    """A proposal in this state; `full`: with everything that people write, and many cases."""
    words = samples.typed.words[:1000] if full else ""
    moves = (Move(ProposalState.PROPOSED, AT - _LONG_AGO, "mia"), Move(state, AT - _LONG_AGO, "dana", words))
    p = Proposal("p1", samples.site.id, Cause.RULE if full else Cause.SAID, "no-refund" if full else "", (), moves)
    if full:
        p = replace(
            p, now=words, change=words, effect=words, other_than_people=words, strength=Strength.STRONGER,
            owner_id="dana", decide_by=date(2026, 4, 1), before=5, after=2,
        )  # fmt: skip
    one = samples.raised(Severity.VIOLENT, "resolved")
    cases = tuple(replace(one, id=f"e{n}") for n in range(_MANY if full else 0))
    return ProposalFacts(p, samples.directory, AT, cases, "dana")


def _fix(samples: Samples, **more: object) -> FixFacts:
    fix = Fix("f1", samples.site.id, "e1", samples.typed.words[:200], "dana", date(2026, 3, 15), "dana", AT)
    case = samples.raised(Severity.UPSET, "resolved")
    return FixFacts(replace(fix, **more), samples.site, samples.directory, AT, case)  # type: ignore[arg-type]


def change_messages(samples: Samples) -> Iterator[tuple[str, Screen]]:
    """Every message about a proposal, a quick fix or training."""
    for state in ProposalState:
        for full in (True, False):
            facts = _facts(samples, state, full)
            yield f"proposal {state} {full}", proposal_card(facts)
            if state in TOLD:
                case = facts.cases[0] if full else None
                yield (
                    f"news {state} {full}",
                    news_screen(News(facts, facts.proposal.moves[-1], case, samples.typed.words)),
                )
    for why in ("owner", "decide", "judge", "named", "checked"):
        state = {"judge": ProposalState.DONE, "decide": ProposalState.OWNED}.get(why, ProposalState.PROPOSED)
        yield f"proposal, {why}", proposal_card(_facts(samples, state, full=why != "judge"), why)
    silent = _facts(samples)
    yield "news, silent", news_screen(News(silent, silent.proposal.moves[0], silent.cases[0], "", 0, behind_a_tap=True))
    yield from _fix_messages(samples)
    yield "training", suggestion_screen(samples.site, "setting-a-boundary", 5)
    yield "training asked", asked_screen(samples.site, samples.typed.name, "", samples.typed.words[:500])


def _fix_messages(samples: Samples) -> Iterator[tuple[str, Screen]]:
    yield "fix", fix_screen(_fix(samples), due=False)
    yield "fix, due", fix_screen(_fix(samples), due=True)
    yield "fix, nobody's", fix_screen(_fix(samples, owner_id=None), due=True)
    yield "fix, done", fix_screen(_fix(samples, done_at=AT, done_by="dana"), due=False)
    yield "fix news", fix_news(_fix(samples), behind_a_tap=False)
    yield "fix news, silent", fix_news(_fix(samples), behind_a_tap=True)


def change_forms(samples: Samples) -> Iterator[tuple[str, Form]]:
    """Their dialogs, empty and full."""
    many = tuple((f"p{n}", samples.typed.name) for n in range(_MANY))
    words = samples.typed.words[:1000]
    full = ProposalForm(words, words, words, "yes", words, Strength.WEAKER, "p7", date(2026, 4, 1), many)
    yield "proposal", proposal_form(ProposalForm(), {"proposal": "p1"})
    yield "proposal, full", proposal_form(full, {"proposal": "p1"})
    yield "proposal refused", refuse_form("p1")
    yield "proposal new", propose_form({"key": _KEY, "site": "site"}, many, words)
    yield "fix", fix_form({"key": _KEY, "escalation": "e1"}, many, date(2026, 3, 15))
    yield "fix, nobody there", fix_form({"key": _KEY, "escalation": "e1"}, (), date(2026, 3, 15))
    yield "training", ask_training_form({"key": _KEY, "site": "site"}, many)


def many_changes(samples: Samples) -> ChangesAtHome:
    """More open fixes and proposals than App Home has room for."""
    fix = _fix(samples).fix
    fixes = tuple((replace(fix, id=f"f{n}"), samples.typed.name, True) for n in range(_MANY))
    return ChangesAtHome(fixes, (_facts(samples),) * _MANY, decides=True)
