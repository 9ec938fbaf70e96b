"""The decision: answers, date and catalogue in; outcomes with reasons and a referral out.

Pure: no Rasa, no database, no clock, no network. See ``evaluate.selfcheck``.
"""
