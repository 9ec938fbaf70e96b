# Zelfcheck: `make run` starts everything, `make test` tests everything. `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: help run setup train test browser accessibility screenshots lint form types rasa-types widget-form bench clean
.DELETE_ON_ERROR:

PORT ?= 8080
export PORT
export RASA_TELEMETRY_ENABLED := false
export PYTHONPATH := $(CURDIR)
# Every start of Rasa reads thousands of modules: compiled anew each time they take 20 seconds more.
unexport PYTHONDONTWRITEBYTECODE

RASA := .venv/rasa
WEB := .venv/web

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 10

run: setup ## set up what is missing, then start everything on http://127.0.0.1:$(PORT)
	@exec $(WEB)/bin/python -m bot.launch

setup: $(RASA)/.ready $(WEB)/.ready ## build both locked environments

train: setup ## train the model when its inputs changed
	@$(WEB)/bin/python -m bot.launch.model

test: setup $(RASA)/.test-ready $(WEB)/.test-ready browser train ## every test that this machine can run
	@$(WEB)/bin/python -m bot.launch.checks

browser: ## axe-core for the browser tests, where npm is there
	@if command -v npm >/dev/null; then npm ci --silent --no-audit --no-fund --prefix tests/browser; \
	else echo "No npm here: the tests with axe-core and with the theme of NL Design System are skipped."; fi

accessibility: setup $(WEB)/.test-ready browser ## checks every state, and writes what the accessibility statement says of it
	@$(WEB)/bin/python tests/browser/survey.py

screenshots: setup $(WEB)/.test-ready ## every state on phone and desktop, into docs/schermen/
	@$(WEB)/bin/python tests/browser/screenshots.py

lint: form types rasa-types widget-form ## ruff and mypy; types and form of the widget where npm is there

form: setup $(WEB)/.test-ready
	$(WEB)/bin/ruff check .
	$(WEB)/bin/ruff format --check .

types: setup $(WEB)/.test-ready
	$(WEB)/bin/mypy

rasa-types: setup $(RASA)/.test-ready
	$(RASA)/bin/mypy --config-file mypy-rasa.ini

widget-form: browser
	@if command -v npm >/dev/null; then npm run --silent check --prefix tests/browser; fi

bench: setup $(RASA)/.test-ready $(WEB)/.test-ready .venv/bench/.ready train ## the benchmarks, into bench/results/
	@PYTHONPATH=$(CURDIR):.venv/bench $(WEB)/bin/python -m bench.decision
	@$(WEB)/bin/python -m bench.questions
	@$(WEB)/bin/python -m bench.readers
	@$(WEB)/bin/python -m bench.search
	@$(WEB)/bin/python -m bench.turns
	@$(WEB)/bin/python -m bench.page
	@$(WEB)/bin/python -m bench.front_door
	@$(WEB)/bin/python -m bench.streams
	@$(RASA)/bin/python -m bench.nlu

clean: ## remove environments, database and models
	rm -rf .venv var models/*.tar.gz models/*.sha256

.venv/bench/.ready: requirements/bench.lock $(WEB)/.ready
	@echo "Preparing $(@D): what we measure beside."
	@$(WEB)/bin/uv pip install --quiet --target $(@D) --require-hashes -r $<
	@touch $@

.venv/%/.ready: requirements/%.lock requirements/uv.lock
	@echo "Preparing $(@D): this takes a minute the first time."
	@python=$$(bot/launch/find_python.sh) && "$$python" -m venv --clear $(@D)
	@$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.lock
	@$(@D)/bin/uv pip sync --python $(@D)/bin/python --require-hashes requirements/$*.lock requirements/uv.lock
	@touch $@

.venv/%/.test-ready: requirements/%-test.lock .venv/%/.ready
	@echo "Preparing $(@D) for the tests."
	@$(@D)/bin/uv pip install --quiet --python $(@D)/bin/python --require-hashes -r requirements/$*-test.lock
	@touch $@
