"""What an edit changed, as text for the journal and back (handlers/editing/ports.py, Text)."""

from __future__ import annotations

import json

from domain.edits import Kept
from storage.values import converter, to_json


class KeptText:
    """JSON, with the rules of values.py: what one version writes the next and the last can read."""

    def to_text(self, kept: Kept) -> str:
        """The text of a value; equal values give equal texts, in whatever order their mappings were made."""
        plain = json.loads(to_json(converter.unstructure(kept)))
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    def of_text(self, text: str) -> Kept:
        """The value of a text."""
        return converter.structure(json.loads(text), Kept)
