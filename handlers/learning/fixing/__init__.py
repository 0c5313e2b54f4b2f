"""Quick fixes: agreed on when it was resolved, seen on App Home until they are done (domain.md d.6, "Fix now")."""

from handlers.learning.fixing.adding import FIX, FixWish, add_fix, fix_form_for
from handlers.learning.fixing.drawn import fix_drawn, fix_news_drawn, fix_read
from handlers.learning.fixing.finishing import FIX_NEWS, FixRounds, finish

__all__ = [
    "FIX",
    "FIX_NEWS",
    "FixRounds",
    "FixWish",
    "add_fix",
    "finish",
    "fix_drawn",
    "fix_form_for",
    "fix_news_drawn",
    "fix_read",
]
