"""Lessons found again: similar ones with a page and under a card, by words, and what people say of them (d.5)."""
