"""What people see of what notes become: proposals, quick fixes, training, lessons found again (domain.md d.5, d.6)."""
