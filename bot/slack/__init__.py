"""The Slack wing: draws screens (blocks), reads payloads, hears Slack (listeners), speaks to it (messenger).

It knows handlers and the domain's values; no rule about escalations lives here (principle 10).
"""
