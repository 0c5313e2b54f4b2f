"""What a resolution note becomes: a lesson found again, figures, and rules that get changed (domain.md d.5, d.6)."""
