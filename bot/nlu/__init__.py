"""What a sentence is about: Rasa graph components for Dutch without a downloadable language model.

``config.yml`` names them by module path. Order: tokens, features, statistics, fixed phrases, and danger last.
"""
