"""What people see of the resolution note: its form, the hint, what others will read, the raiser's own account."""
