"""`stepin doctor`: is everything as it must be before somebody needs it? Each finding is a sentence with its remedy.

`examine` asks the probes that the wiring gives it and never touches a database or Slack itself.
"""

from bot.doctor.examining import examine
from bot.doctor.findings import Finding, exit_code, report
from bot.doctor.probes import Probes, Schema, Token

__all__ = ["Finding", "Probes", "Schema", "Token", "examine", "exit_code", "report"]
