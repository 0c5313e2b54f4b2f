"""What leaves the house as files: cases, notes and figures, without a name and without anybody's words (domain.md e.6).

`columns.py` what each column says (docs/exports.md), `rows.py` a row of each kind, `slices.py` day after day, so that
memory does not grow with their number.
"""

from handlers.learning.exporting.columns import COLUMNS, SCHEMA, Kind
from handlers.learning.exporting.slices import count, export

__all__ = ["COLUMNS", "SCHEMA", "Kind", "count", "export"]
