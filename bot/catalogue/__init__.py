"""Loads, checks and searches the plans (data/catalogus), the norms, and the rules that count everywhere."""
