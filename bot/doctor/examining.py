"""The examination, from the database up to the people who would be called."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.doctor.ahead import look_ahead, look_at_showing
from bot.doctor.findings import Finding, failure, good, warning
from bot.doctor.people import look_at_people
from bot.doctor.probes import Probes
from domain.site import Directory

# Slack's requests are refused when the two clocks differ by more than 300 s (reliability.md F14).
_SKEW_WARNS, _SKEW_FAILS = 60.0, 300.0


def examine(probes: Probes) -> list[Finding]:
    """Everything that was found, in the order in which it matters. Slow: it asks Slack about each person."""
    findings = list(_safely("The database", lambda: _database(probes)))
    findings += _safely("The clock", lambda: _clock(probes))
    findings += _safely("The token", lambda: _token(probes))
    directory = _directory(probes) if not findings[0].serious else None
    if directory is not None:
        findings += _safely("The site file", lambda: look_at_people(probes, directory))
        findings += _safely("The rota", lambda: look_ahead(probes, directory))
        findings += _safely("Topic and user group", lambda: look_at_showing(probes, directory))
    findings.append(_CHAT_ONLY)
    findings += _safely("The screens", lambda: _screens(probes))
    return findings


# Until a second channel exists this is said each time (domain.md b.4: chat alone is not a page).
_CHAT_ONLY = warning(
    "Chat only: pages go out over Slack and no other channel. A paused or muted phone stays silent.",
    "Let everybody on call allow StepIn's notifications at all hours, and keep the site's number on each screen.",
)


def _safely(what: str, look: Callable[[], Iterator[Finding]]) -> list[Finding]:
    found: list[Finding] = []
    try:
        found.extend(look())
    except Exception as error:  # noqa: BLE001 - whatever keeps it from being looked at is the finding
        kind = type(error).__name__
        found.append(failure(f"{what} could not be looked at ({kind}).", "Put the findings above right, then again."))
    return found


def _database(probes: Probes) -> Iterator[Finding]:
    try:
        schema = probes.schema()
    except Exception:  # noqa: BLE001 - the question is whether it answers, and it does not
        yield failure("The database does not answer.", "Check DATABASE_URL and that its server is up.")
        return
    if schema.current:
        yield good(f"The database answers ({schema.kind}) and its tables are up to date.")
    else:
        yield failure(
            f"The database answers ({schema.kind}), but its tables are not up to date.", "Run stepin migrate."
        )


def _clock(probes: Probes) -> Iterator[Finding]:
    skew = probes.skew()
    if skew is None:
        yield warning("This machine's clock was not compared with any other.", "Set SLACK_BOT_TOKEN and run it again.")
        return
    seconds, whose = abs(skew[0]), skew[1]
    off = f"This machine's clock is {seconds:.0f} s off {whose}'s"
    remedy = "Let the machine keep its time by NTP."
    if seconds > _SKEW_FAILS:
        yield failure(f"{off}: requests from Slack are refused.", remedy)
    elif seconds > _SKEW_WARNS:
        yield warning(f"{off}. From {_SKEW_FAILS:.0f} s on, requests from Slack are refused.", remedy)
    else:
        yield good(f"This machine's clock agrees with {whose}'s.")


def _token(probes: Probes) -> Iterator[Finding]:
    if probes.token is None:
        yield failure("There is no Slack token.", "Set SLACK_BOT_TOKEN: your Slack app, OAuth & Permissions.")
        return
    token = probes.token()
    if token.error:
        yield failure(
            f"Slack refuses the token ({token.error}).", "Install the app again and set SLACK_BOT_TOKEN anew."
        )
        return
    yield good(f"The token is valid for {token.team or 'the workspace'}.")
    missing = [scope for scope in probes.needed_scopes if scope not in token.scopes]
    spare = sorted(token.scopes.difference(probes.needed_scopes, probes.topic_scopes, probes.group_scopes))
    if missing:
        yield failure(
            f"The app lacks scopes: {', '.join(missing)}.", "Paste app.yaml as its manifest; install it again."
        )
    else:
        yield good("The app has every scope that it needs.")
    if spare:
        yield warning(
            f"The app has scopes that it never uses: {', '.join(spare)}.", "Remove them in the app's settings."
        )


def _directory(probes: Probes) -> Directory | None:
    try:
        return probes.directory()
    except Exception:  # noqa: BLE001 - a database without our tables; it has been said above
        return None


def _screens(probes: Probes) -> Iterator[Finding]:
    if probes.validate is None:
        return
    screens, wrong = probes.sample_screens(), 0
    for name, payload in screens.items():
        complaints = probes.validate(payload)
        if complaints:
            wrong += 1
            yield failure(
                f"Slack would refuse the screen {name}: {complaints[0]}", "Report this; pages go as plain text."
            )
    if screens and not wrong:
        yield good(f"Slack accepts all {len(screens)} screens.")
