"""Pictures of a rota: a calendar that people read on a phone, drawn without any font or image file of our own.

`weeks.py` draws the calendar, `words.py` says the same to a screen reader. Both take rows and give back plain values;
who uploads and shows the picture is none of their business.
"""

from bot.pictures.rows import Row, span_of
from bot.pictures.weeks import weeks_picture
from bot.pictures.words import alt_text

__all__ = ["Row", "alt_text", "span_of", "weeks_picture"]
