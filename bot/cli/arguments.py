"""What may stand behind `stepin`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from domain.policy import TIERS

_ENVIRONMENT = """\
environment:
  SLACK_BOT_TOKEN        the bot token, xoxb-...
  SLACK_APP_TOKEN        the app-level token, xapp-...; its presence means Socket Mode
  SLACK_SIGNING_SECRET   the signing secret, when Slack calls us over HTTP
  SLACK_API_URL          another Slack than slack.com
  DATABASE_URL           sqlite:///stepin.db (default) or postgresql://user:password@host/name
  STEPIN_HOST            the address to listen on (default 127.0.0.1)
  STEPIN_PORT            the port to listen on (default 3000)
  STEPIN_FALLBACK_PHONE  the number that is shown when nothing could be recorded and the site is not known
  STEPIN_PUBLIC_URL      https://..., where phones reach this bot; needed for calendar links
"""


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The arguments (those of this process where None). Ends the process with a message where they are wrong."""
    return _parser().parse_args(arguments)


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=("pagerduty", "opsgenie", "ics"), help="what made the file")
    parser.add_argument("file", type=Path, metavar="FILE", help="the schedule in the JSON of that tool's API, or .ics")
    parser.add_argument("--site", required=True, metavar="SITE", help="the key of the site in the site file")
    parser.add_argument("--tier", required=True, choices=[tier.value for tier in TIERS])
    parser.add_argument("--overrides", type=Path, metavar="FILE", help="Opsgenie: the answer with the overrides")
    parser.add_argument("--name", default="", help="ics: what the layer is called (default: as the file)")
    parser.add_argument("--by", default="", metavar="ADMIN", help="the key of the admin whose edit this is")
    parser.add_argument("--dry-run", action="store_true", help="only say what it would make, and what not")
    parser.add_argument("--with-gaps", action="store_true", help="save it also where nobody would be on call")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", nargs="?", choices=("cases", "notes", "figures"), help="without it the site file")
    day = date.fromisoformat
    parser.add_argument("--from", dest="first", type=day, metavar="DATE", help="the first day, such as 2026-01-01")
    parser.add_argument("--to", dest="last", type=day, metavar="DATE", help="the day before which it ends")
    parser.add_argument("--site", default="", metavar="SITE", help="the key of one site (default: all)")
    parser.add_argument("--format", choices=("csv", "jsonl"), default="csv", help="default csv")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write there (default: print)")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="stepin",
        description="Staff type /escalate, a manager steps in, everybody learns.",
        epilog=_ENVIRONMENT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("serve", help="run the bot; brings the database up to date first")
    commands.add_parser("migrate", help="bring the database up to date, and nothing else")
    apply = commands.add_parser("apply", help="check a site file, show what changes, put it in force")
    apply.add_argument("file", type=Path, metavar="FILE", help="the site file, in YAML")
    apply.add_argument("--dry-run", action="store_true", help="only say what would change for whom")
    apply.add_argument("--yes", action="store_true", help="do not ask")
    _add_import(commands.add_parser("import", help="take over a schedule of another tool, or an .ics file"))
    _add_export(commands.add_parser("export", help="print the site file in force; or cases, notes or figures"))
    kept = commands.add_parser("retention", help="do now what is done every night: remove what was kept long enough")
    kept.add_argument("--dry-run", action="store_true", help="only say what would go")
    forget = commands.add_parser("forget", help="remove one person's own data")
    forget.add_argument("--person", required=True, metavar="PERSON", help="the key in the site file, or the name")
    forget.add_argument("--dry-run", action="store_true", help="only say what there is")
    forget.add_argument("--yes", action="store_true", help="do not ask")
    commands.add_parser("doctor", help="look for what would keep help from coming")
    manifest = commands.add_parser("manifest", help="print the Slack app manifest (Socket Mode without --url)")
    manifest.add_argument("--url", default="", metavar="URL", help="https://... where Slack reaches this bot")
    demo = commands.add_parser("demo", help="try everything in a browser; needs no Slack and no settings")
    demo.add_argument("--port", type=int, default=8000, help="the port of the page (default 8000)")
    demo.add_argument("--no-browser", action="store_true", help="only print the address")
    return parser
