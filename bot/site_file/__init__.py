"""The site file: people, sites, turns and changes to the policy as YAML that a hotel's admin can read and write.

`read` gives the directory or every mistake with its line; `write` the canonical text; `with_past` puts a file in force
from now on; `differences` says what would change and `holder_changes` for whom.
"""

from bot.site_file.differing import differences
from bot.site_file.holders import holder_changes
from bot.site_file.mistakes import Mistake
from bot.site_file.past import with_past
from bot.site_file.reading import Parsed, read
from bot.site_file.writing import tier_text, write

__all__ = ["Mistake", "Parsed", "differences", "holder_changes", "read", "tier_text", "with_past", "write"]
