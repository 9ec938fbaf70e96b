"""The Rasa actions: read the slots, call the self-check and the dialogue, speak. Thin on purpose."""
