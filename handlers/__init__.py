"""What happens for each verb: load, decide once, save; the only place that opens a transaction.

The way of one escalation: `escalate.py` (the first tap), `act.py` (every later input, by way of the one transaction
that all share), `outbox.py` (what is to be sent because of it), `follow_up.py` (what time does), `deliver.py` and
`render.py` (sending it), `resolve.py` (the end and the note), `home.py` (App Home), `audit.py` (is anything stuck),
`reach.py` and `apply.py` (the people). `ports.py` says what they need, `screens/` what people see.
"""
