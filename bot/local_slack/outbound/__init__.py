"""Everything that Slack sends to the app: signed requests or Socket Mode envelopes, and the wait for an answer."""
