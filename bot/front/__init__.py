"""The front door: the one public port. Conversations, inbox, outbox, events and the API."""
