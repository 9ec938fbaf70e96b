"""The conversation without Rasa: questions, readers, what to ask next, what a sentence means, and danger.

Rasa (actions/) and the front door call this package; it knows neither.
"""
