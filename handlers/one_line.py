"""`/escalate` in one line: the first word decides, however it was typed (screens.md rule 7)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

from domain.severity import Severity
from domain.site import Place, Site


class Meaning(StrEnum):
    """What a line asks for."""

    PICKER = "picker"
    RAISE = "raise"
    HOUSE_RULES = "house_rules"
    LEARN = "learn"


@dataclass(frozen=True)
class OneLine:
    """A line as understood: its meaning, the level where it names one, and the words after it."""

    meaning: Meaning
    severity: Severity = Severity.THREATENING
    words: str = ""
    about_colleague: bool = False


_SYNONYMS: dict[str, Severity] = {
    "violent": Severity.VIOLENT,
    "violence": Severity.VIOLENT,
    "attack": Severity.VIOLENT,
    "attacked": Severity.VIOLENT,
    "assault": Severity.VIOLENT,
    "hit": Severity.VIOLENT,
    "punched": Severity.VIOLENT,
    "weapon": Severity.VIOLENT,
    "knife": Severity.VIOLENT,
    "gun": Severity.VIOLENT,
    "robbery": Severity.VIOLENT,
    "threatening": Severity.THREATENING,
    "threat": Severity.THREATENING,
    "threatened": Severity.THREATENING,
    "scared": Severity.THREATENING,
    "danger": Severity.THREATENING,
    "sos": Severity.THREATENING,
    "unsure": Severity.THREATENING,
    "abusive": Severity.ABUSIVE,
    "abuse": Severity.ABUSIVE,
    "insult": Severity.ABUSIVE,
    "insults": Severity.ABUSIVE,
    "swearing": Severity.ABUSIVE,
    "rude": Severity.ABUSIVE,
    "hate": Severity.ABUSIVE,
    "drunk": Severity.ABUSIVE,
    "upset": Severity.UPSET,
    "angry": Severity.UPSET,
    "complaint": Severity.UPSET,
    "crying": Severity.UPSET,
}
_COLLEAGUE = ("manager", "colleague")
_LEARN = "learn"
_SHORTEST_PREFIX = 2
_WRONG_LETTERS = 2


def understand(line: str) -> OneLine:
    """What a line after the command means. Anything that is typed but not understood still calls for help."""
    first, _, rest = line.strip().partition(" ")
    word = first.lower().strip(".,!?:;")
    if not word:
        return OneLine(Meaning.PICKER, words=line.strip())
    # Letter by letter: a mistyped call for help is never taken for a question about earlier ones.
    if word == _LEARN:
        return OneLine(Meaning.LEARN, words=rest.strip())
    if word == "help" and not rest.strip():
        return OneLine(Meaning.HOUSE_RULES)
    if word == "help" and rest.strip().lower().startswith("me"):
        return OneLine(Meaning.RAISE, Severity.THREATENING, rest.strip()[2:].strip())
    if word in _COLLEAGUE:
        return OneLine(Meaning.RAISE, Severity.THREATENING, rest.strip(), about_colleague=True)
    severity = _severity(word)
    if severity is None:
        return OneLine(Meaning.PICKER, words=line.strip())
    return OneLine(Meaning.RAISE, severity, rest.strip())


def _severity(word: str) -> Severity | None:
    """Exact, then a prefix of one of the four words or its synonyms, then up to two wrong letters."""
    if word in _SYNONYMS:
        return _SYNONYMS[word]
    if len(word) >= _SHORTEST_PREFIX:
        starts = [severity for known, severity in _SYNONYMS.items() if known.startswith(word)]
        if starts:
            return max(starts)
    # Two wrong letters only in a word long enough to be recognised; one in a short one.
    allowed = _WRONG_LETTERS if len(word) > 4 else 1
    near = [(OSA.distance(word, known), -severity) for known, severity in _SYNONYMS.items() if len(known) > 3]
    distance, severity = min(near)
    return Severity(-severity) if distance <= allowed and len(word) > 2 else None


def place_in(words: str, site: Site | None) -> Place | None:
    """The place of the site that the words name, if they name one; a part of a word ("barking") names none."""
    said = _spaced(words)
    for place in sorted(site.places if site else (), key=lambda one: -len(one.name)):
        if any(name.strip() and name in said for name in (_spaced(place.name), _spaced(place.id))):
            return place
    return None


def _spaced(words: str) -> str:
    """Lower case, one space around each word and nothing else: what is compared."""
    kept = "".join(letter if letter.isalnum() else " " for letter in words.lower())
    return f" {' '.join(kept.split())} "
