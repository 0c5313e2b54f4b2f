"""The process: chat wings, heartbeat, wiring and the command line."""
