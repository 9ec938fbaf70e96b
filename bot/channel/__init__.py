"""How messages come into Rasa: its own REST channel, with each turn of a conversation taken once."""
