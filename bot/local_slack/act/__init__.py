"""What people do in the local Slack, and what they see: each act is a real request to the app."""
