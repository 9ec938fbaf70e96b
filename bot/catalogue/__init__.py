"""Loads, checks and searches the municipalities' plans (data/catalogus), the norms and the rules that count everywhere."""
