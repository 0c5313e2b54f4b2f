"""What happens after the note: lessons are found again, figures sent, rules changed, texts removed (domain.md d)."""
