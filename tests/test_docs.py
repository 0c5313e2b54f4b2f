"""What the README and the pages in docs/ name is there: commands, files, variables, figures, times, words."""

from __future__ import annotations

import ast
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.arguments import parse
from bot.config import Settings
from bot.failpoints import VARIABLE
from bot.metrics import Metrics
from bot.site_file.policy import SEVERITIES, WHOLE, policy_values
from bot.site_file.reading import PERSON_FIELDS
from bot.site_file.sites import BACKUP_FIELDS, PLACE_FIELDS, SITE_FIELDS
from bot.slack.ids import COMMAND, ON_CALL
from domain.policy import STANDARD

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
ROOMS = ("domain", "handlers", "storage", "bot")
MADE_WHEN_RUN = frozenset({"stepin.db", "stepin.db.lock", "site.yaml", "copy.db", "bin/stepin"})
LARGEST_PICTURE = 250_000

_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```", re.DOTALL | re.MULTILINE)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
_PATH = re.compile(r"[\w.-]+(/[\w.-]*)+|[\w-]+\.(py|md|toml|yaml|txt)")
_VARIABLE = re.compile(r"\b(?:SLACK|STEPIN|DATABASE|TEST_DATABASE)_[A-Z_]+\b")

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def spans(page: Path) -> list[str]:
    """The code spans of a page, fenced blocks apart."""
    return _SPAN.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))


def commands(page: Path) -> Iterator[str]:
    """The command lines in the fenced blocks of a page, without comments."""
    for _, language, block in _FENCE.findall(page.read_text(encoding="utf-8")):
        if not language:
            yield from (line.split("  #")[0].strip() for line in block.splitlines())


def source(*folders: str) -> str:
    """All our code in these folders, as one text."""
    return "\n".join(file.read_text(encoding="utf-8") for folder in folders for file in (ROOT / folder).rglob("*.py"))


def rows(page: str, columns: int) -> dict[str, tuple[str, ...]]:
    """The rows of all tables of a page with so many columns, by their first cell without its back-ticks."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (DOCS / page).read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == columns:
            for name in cells[0].replace("`", "").split(", "):
                found[name] = tuple(cells[1:])
    return found


@pages
def test_every_link_leads_somewhere(page: Path) -> None:
    """A link to a page or a picture of ours leads to a file that exists."""
    links = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pages
def test_every_file_that_is_named_exists(page: Path) -> None:
    """A code span that looks like a path of ours is one."""
    named = {span for span in spans(page) if _PATH.fullmatch(span) and span not in MADE_WHEN_RUN}
    named -= {span for span in named if span.startswith(".venv") or "Europe/" in span}
    assert [span for span in sorted(named) if not (ROOT / span).exists()] == []


@pages
def test_every_command_can_be_typed(page: Path) -> None:
    """`stepin` takes each line as it stands in the page, and `make` has each target; Slack's own commands apart."""
    for line in commands(page):
        if line.startswith("stepin "):
            parse(shlex.split(line)[1:])
    names = {tuple(span.split()[:2]) for span in [*commands(page), *spans(page)] if " " in span}
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {name for tool, name in names if tool == "make"} <= targets
    known = {"serve", "migrate", "apply", "import", "export", "retention", "forget", "doctor", "manifest", "demo"}
    assert {name for tool, name in names if tool == "stepin"} <= known


@pages
def test_every_variable_is_read_somewhere(page: Path) -> None:
    """A variable of the environment that a page names is one that the code reads."""
    named = set(_VARIABLE.findall(page.read_text(encoding="utf-8")))
    assert named <= set(_VARIABLE.findall(source("bot"))) | {VARIABLE, "TEST_DATABASE_URL"}


def test_operators_read_of_every_variable() -> None:
    """docs/operators.md explains each variable that the settings come from; there are as many as settings.

    But for one: `record_within` is a promise to staff and no operator's choice.
    """
    read = set(re.findall(r'get\("([A-Z_]+)"', (ROOT / "bot/config.py").read_text(encoding="utf-8")))
    assert len(read) == len(Settings.__dataclass_fields__) - 1
    assert read <= set(rows("operators.md", 2))


@pages
def test_every_address_that_is_named_is_answered(page: Path) -> None:
    """`/healthz` and its like are pages that the bot answers; the slash command is ours or Slack's own."""
    named = {span for span in spans(page) if re.fullmatch(r"/[\w/]+", span)} - {COMMAND, ON_CALL}
    served = set(re.findall(r'"(/\w+)"', (ROOT / "bot/pages.py").read_text(encoding="utf-8")))
    assert named <= served


def test_every_figure_and_every_line_of_the_log_exists() -> None:
    """What operators are told to watch is what the bot says."""
    exported = Metrics().text().decode()
    named = [span for span in spans(DOCS / "operators.md") if re.fullmatch(r"[a-z]+(_[a-z]+)+", span)]
    figures = [name for name in named if name.startswith("stepin_")]
    assert figures
    assert [name for name in figures if name not in exported] == []
    said = source("bot")
    others = set(named) - set(figures) - {"pg_dump"}
    assert [name for name in sorted(others) if f'"{name}"' not in said] == []


def test_every_page_can_be_found() -> None:
    """Each page in docs/ is linked from the README or from docs/index.md."""
    linked: set[Path] = set()
    for start in (ROOT / "README.md", DOCS / "index.md"):
        linked |= {(start.parent / link).resolve() for link in _LINK.findall(start.read_text(encoding="utf-8"))}
    assert set(DOCS.rglob("*.md")) - linked == set()


def test_pictures_are_small_and_shown() -> None:
    """No picture keeps a clone or a page waiting, and none lies there unseen."""
    pictures = set((DOCS / "images").iterdir())
    assert [file.name for file in pictures if file.stat().st_size >= LARGEST_PICTURE] == []
    shown = {(page.parent / link).resolve() for page in PAGES for link in _LINK.findall(page.read_text("utf-8"))}
    assert pictures - shown == set()


def test_the_times_in_the_pages_are_the_shipped_ones() -> None:
    """The tables of managers.md and admins.md say what the policy says; admins.md leaves nothing out."""
    shipped = policy_values(STANDARD)
    columns = {name: tuple(str(shipped[level][name]) for level in SEVERITIES) for name in shipped["upset"]}
    for_managers = {name.replace(" ", "_"): cells for name, cells in rows("managers.md", 5).items() if name}
    assert {name: cells for name, cells in for_managers.items() if cells != columns.get(name)} == {"---": ("---",) * 4}
    for_admins = rows("admins.md", 5)
    assert {name: for_admins.get(name) for name in columns} == columns
    whole = rows("admins.md", 3)
    assert {name: whole[name][0] for name in WHOLE} == {name: shipped[name] for name in WHOLE}


def test_every_field_of_the_site_file_is_explained() -> None:
    """Admins find each field that the site file may have, by its name."""
    fields = {*PERSON_FIELDS, *SITE_FIELDS, *PLACE_FIELDS}
    assert fields - set(rows("admins.md", 2)) == set()
    assert set(BACKUP_FIELDS) <= set(spans(DOCS / "admins.md"))


def test_every_boundary_at_which_a_kill_is_explained_is_one() -> None:
    """docs/architecture.md says of each named boundary of the code what happens after a kill there, and of no other."""
    named = set(re.findall(r'"([a-z]+\.(?:before|after)_[a-z_]+)"', source("handlers")))
    assert {name for name in rows("architecture.md", 3) if re.fullmatch(r"[a-z]+\.[a-z_]+", name)} == named


def test_every_dependency_has_its_reason() -> None:
    """ADR 0008 names what pyproject.toml and requirements/ ask for, and nothing else."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    asked = [*project, *(ROOT / "requirements/dev.in").read_text(encoding="utf-8").split()]
    reasons = (DOCS / "adr/0008-dependencies.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\*\*([\w-]+)\*\*", reasons)) == {re.split(r"[\[<>=]", name)[0] for name in asked}


def test_the_code_uses_the_words_of_the_glossary() -> None:
    """What the glossary says never to call a thing is no word in the name of a class or a file; the stand-in Slack
    speaks Slack's words."""
    never = {word.strip() for cells in rows("glossary.md", 3).values() for word in cells[1].split(",")} - {""}
    assert len(never) > 30
    files = [file for room in ROOMS for file in (ROOT / room).rglob("*.py") if "local_slack" not in file.parts]
    found = {f"{file.relative_to(ROOT)}: {name}" for file in files for name in _names(file) if never & _words(name)}
    assert found == set()


def _names(file: Path) -> Iterator[str]:
    yield file.stem
    tree = ast.parse(file.read_text(encoding="utf-8"))
    yield from (node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def _words(name: str) -> set[str]:
    parts = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name.replace("StepIn", ""))
    return {part.lower() for part in parts}
