"""YAML with its lines: a record is asked field by field, and collects what is wrong instead of stopping at it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import yaml

from bot.site_file.mistakes import Mistake, Unclear, did_you_mean

T = TypeVar("T")

_NULL = "tag:yaml.org,2002:null"
_YES, _NO = frozenset({"yes", "true", "on"}), frozenset({"no", "false", "off"})
_LONGEST = 200


class Paper:
    """The file as a whole: where mistakes are collected."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []

    def wrong(self, line: int, field: str, problem: str, remedy: str) -> None:
        """Note a mistake; both parts are sentences."""
        self.mistakes.append(Mistake(line, field, problem, remedy))


@dataclass(frozen=True)
class Word:
    """One word of a list, and its line."""

    text: str
    line: int


class Record:
    """One mapping of the file. `where` leads to it; fields outside `known` are mistakes (None: any key will do)."""

    def __init__(
        self, node: yaml.Node | None, where: str, paper: Paper, known: Iterable[str] | None, line: int | None = None
    ) -> None:
        """`line` is the line of the key above the mapping, where there is one."""
        self.where = where
        self.paper = paper
        self.line = line or (_line(node) if node is not None else 1)
        self._values: dict[str, yaml.Node] = {}
        self._lines: dict[str, int] = {}
        if isinstance(node, yaml.MappingNode):
            self._take(node, None if known is None else tuple(known))
        elif node is not None and not _empty(node):
            self.wrong("", "This should be a list of fields, each with a colon.", "Write lines like `name: Mia`.")

    def _take(self, node: yaml.MappingNode, known: tuple[str, ...] | None) -> None:
        for key_node, value in node.value:
            key = str(key_node.value)
            if key in self._lines:
                remedy = f"Remove one; the first is on line {self._lines[key]}."
                self.wrong(key, "This stands here twice.", remedy, _line(key_node))
                continue
            self._lines[key] = _line(key_node)
            if known is not None and key not in known:
                hint = did_you_mean(key, known, f"Known here: {', '.join(known)}.")
                self.wrong(key, "There is no such field.", hint)
                continue
            if not _empty(value):
                self._values[key] = value

    def wrong(self, name: str, problem: str, remedy: str, line: int | None = None) -> None:
        """Note a mistake about the field `name` of this record."""
        field = " > ".join(part for part in (self.where, name) if part)
        self.paper.wrong(line or self._lines.get(name, self.line), field, problem, remedy)

    def has(self, name: str) -> bool:
        """Whether the field is there and not empty."""
        return name in self._values

    def names(self) -> list[str]:
        """The fields that are there, in the order of the file."""
        return list(self._values)

    def text(self, name: str, *, needed: str = "", longest: int = _LONGEST) -> str:
        """The field's words on one line; `needed` is the remedy where it must not be missing."""
        node = self._values.get(name)
        if node is None:
            if needed:
                self.wrong(name, "This is missing.", needed)
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self.wrong(name, "This should be words, not a list.", f"Write `{name}: ...` on one line.")
            return ""
        words = " ".join(str(node.value).split())
        if len(words) > longest:
            self.wrong(name, f"This has {len(words)} letters.", f"Say it in at most {longest}.")
        return words[:longest]

    def prose(self, name: str, longest: int) -> str:
        """The field's text as it stands, line breaks and all."""
        node = self._values.get(name)
        if not isinstance(node, yaml.ScalarNode):
            return self.text(name)
        if len(node.value) > longest:
            self.wrong(name, f"This has {len(node.value)} letters.", f"Say it in at most {longest}.")
        return str(node.value)

    def flag(self, name: str) -> bool:
        """Yes or no; no where it is missing."""
        words = self.text(name).casefold()
        if words and words not in _YES | _NO:
            self.wrong(name, f'"{words}" is neither yes nor no.', "Write yes or no.")
        return words in _YES

    def words(self, name: str) -> tuple[Word, ...]:
        """The words of a list; one word alone is a list of one."""
        node = self._values.get(name)
        if node is None:
            return ()
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if not all(isinstance(each, yaml.ScalarNode) for each in nodes):
            self.wrong(name, "This should be a list of words.", f"Write `{name}: [first, second]`.")
            return ()
        return tuple(Word(str(each.value), _line(each)) for each in nodes if not _empty(each))

    def understood(self, name: str, read: Callable[[str], T], *, needed: str = "") -> T | None:
        """What `read` makes of the field's words; None where they are missing or `read` raises Unclear."""
        text = self.text(name, needed=needed)
        return self._understood(name, text, read, None) if text else None

    def all_understood(self, name: str, read: Callable[[str], T]) -> tuple[T, ...]:
        """What `read` makes of each word of a list, but for those of which it raises Unclear."""
        return tuple(one for one, _ in self.all_understood_on(name, read))

    def all_understood_on(self, name: str, read: Callable[[str], T]) -> Iterator[tuple[T, int]]:
        """As `all_understood`, each with its line."""
        for word in self.words(name):
            found = self._understood(name, " ".join(word.text.split()), read, word.line)
            if found is not None:
                yield found, word.line

    def _understood(self, name: str, text: str, read: Callable[[str], T], line: int | None) -> T | None:
        try:
            return read(text)
        except Unclear as unclear:
            self.wrong(name, unclear.problem, unclear.remedy, line)
            return None

    def lists_records(self, name: str) -> bool:
        """Whether the field is a list of which an entry has fields of its own."""
        node = self._values.get(name)
        return isinstance(node, yaml.SequenceNode) and any(isinstance(one, yaml.MappingNode) for one in node.value)

    def record(self, name: str, known: Iterable[str] | None) -> Record:
        """The record under this field; an empty one where it is missing."""
        node = self._values.get(name)
        where = " > ".join(part for part in (self.where, name) if part)
        return Record(node, where, self.paper, known, self._lines.get(name, self.line))

    def named_records(self, name: str, known: Iterable[str] | None, shown: str = "") -> Iterator[tuple[str, Record]]:
        """Each key under this field with the record it names; `shown` leads to them in a mistake."""
        outer = self.record(name, None)
        for key in outer.names():
            where = " > ".join(part for part in (shown, key) if part)
            yield key, Record(outer._values[key], where, self.paper, known, outer._lines[key])
        for key in outer._lines.keys() - outer._values.keys():
            outer.wrong(key, "Nothing stands below this.", "Fill it in, or remove the line.")

    def listed(self, name: str, known: Sequence[str]) -> list[Record]:
        """The entries of a list under this field, each a record; words alone are its first known field."""
        node = self._values.get(name)
        if not isinstance(node, yaml.SequenceNode):
            return self.listed_records(name, known)
        where = " > ".join(part for part in (self.where, name) if part)
        return [Record(_as_record(each, known[0]), where, self.paper, known) for each in node.value]

    def listed_records(self, name: str, known: Iterable[str]) -> list[Record]:
        """The records of a list under this field."""
        node = self._values.get(name)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.wrong(name, "This should be a list.", f"Below `{name}:` begin each entry with a dash.")
            return []
        where = " > ".join(part for part in (self.where, name) if part)
        return [Record(each, where, self.paper, known) for each in node.value]


def root(text: str, paper: Paper) -> yaml.Node | None:
    """The file's tree with its lines, or None with a mistake where it is not YAML at all."""
    try:
        node: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        paper.wrong(line, "", "The file cannot be read here.", "Check colons, quotes and that lines begin level.")
        return None
    if node is None:
        paper.wrong(1, "", "The file is empty.", "Begin with `people:` and `sites:`.")
    found: yaml.Node | None = node
    return found


def _as_record(node: yaml.Node, name: str) -> yaml.Node:
    if not isinstance(node, yaml.ScalarNode):
        return node
    key = yaml.ScalarNode("tag:yaml.org,2002:str", name, node.start_mark, node.end_mark)
    return yaml.MappingNode("tag:yaml.org,2002:map", [(key, node)], node.start_mark, node.end_mark)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and (node.tag == _NULL or not node.value.strip())
