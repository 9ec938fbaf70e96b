"""Structured logs: what happened, how long it took, never what was said, never an address with an id in it."""

import logging
import sys

import structlog


def configure() -> None:
    """One JSON object a line on the standard output, with the time in UTC."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="tijd"),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
    )


def where(error: BaseException) -> list[str]:
    """File and line of each step to the error; the error's own text is left out, it may quote a resident."""
    steps, trace = [], error.__traceback__
    while trace:
        steps.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}")
        trace = trace.tb_next
    return steps
