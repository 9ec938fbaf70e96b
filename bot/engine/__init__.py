"""What we replace inside Rasa, because it costs more than the rest of a turn (bench/results/beurten.md)."""
