"""The site file: people, sites and changes to the policy as YAML that a hotel's admin can read and write.

`read` gives the directory or every mistake with its line; `write` the canonical text; `differences` what would change.
"""

from bot.site_file.differing import differences
from bot.site_file.mistakes import Mistake
from bot.site_file.reading import Parsed, read
from bot.site_file.writing import write

__all__ = ["Mistake", "Parsed", "differences", "read", "write"]
