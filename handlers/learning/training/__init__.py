"""Training: a suggestion where a topic comes up often, and a private way to ask for it (domain.md d.6)."""

from handlers.learning.training.asking import ASKED, ask, ask_form
from handlers.learning.training.drawn import asked_drawn, suggestion_drawn
from handlers.learning.training.suggesting import SUGGESTION, TrainingRounds

__all__ = ["ASKED", "SUGGESTION", "TrainingRounds", "ask", "ask_form", "asked_drawn", "suggestion_drawn"]
