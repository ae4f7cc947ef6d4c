# Two commands matter: `make run` and `make test`. Both build what they need in .venv.

PYTHON ?= python3
VENV ?= .venv
ARGS ?=

.PHONY: soak run test test-packages test-windows test-native check format lock bench mutants pictures dist deb windows docs clean screens

run: ## start deskbreak in the foreground
	@tools/environment.sh $(PYTHON) $(VENV) run
	@exec $(VENV)/bin/deskbreak run $(ARGS)

test: ## everything that guards the code, with the desktop tests
	@tools/environment.sh $(PYTHON) $(VENV) dev
	@tools/desktop_packages.sh
	@tools/desktop_packages.sh tests/windows/packages.txt
	@tools/japanese_voice.sh $(VENV)/bin/python
	@tools/page_checks.sh
	@tools/guards.sh $(VENV)

test-packages: ## build every package, install it, run it: some minutes
	@tools/environment.sh $(PYTHON) $(VENV) dev
	@tools/desktop_packages.sh tests/packages/packages.txt
	@VENV=$(abspath $(VENV)) $(VENV)/bin/python -m pytest -q -m packages -n 2 --dist loadfile \
		tests/packages $(ARGS)
	@$(MAKE) --no-print-directory windows

test-windows: ## the tests that a Windows program can run, on a Windows Python under Wine
	@tools/environment.sh $(PYTHON) $(VENV) dev
	@tools/desktop_packages.sh tests/windows/packages.txt
	@tools/windows_python.sh $(VENV) .venv-windows
	@tools/test_windows.sh .venv-windows $(ARGS)

test-native: ## the tests that this system can run, by PYTHON itself: what the workflow calls
	@$(PYTHON) -m pip install -q --require-hashes --only-binary :all: -r requirements/dev.txt
	@$(PYTHON) -m pip install -q --no-deps --no-build-isolation --editable .
	@$(PYTHON) -m pytest -q -m "not desktop and not packages and not windows_package" $(or $(ARGS),tests)

check: ## the same without the desktop tests
	@tools/environment.sh $(PYTHON) $(VENV) dev
	@DESKTOP=no tools/guards.sh $(VENV)

format: ## put the code into shape
	@tools/environment.sh $(PYTHON) $(VENV) dev
	@$(VENV)/bin/ruff check --fix -q .
	@$(VENV)/bin/ruff format -q .

lock: ## write requirements/*.txt anew from pyproject.toml
	@tools/lock.sh $(VENV)

bench: ## what deskbreak costs; beside its peers where they are installed
	@tools/environment.sh $(PYTHON) $(VENV) dev
	@$(VENV)/bin/python bench/all.py $(ARGS)

soak: ## servers that lie and seeded nonsense, in full
	@tools/environment.sh $(PYTHON) $(VENV) dev
	@tools/desktop_packages.sh
	@DESKBREAK_SOAK=1 DESKBREAK_SOAK_CONVERSATIONS=500 $(VENV)/bin/python -m pytest -q -s tests/soak

mutants: ## change the core in small ways, a sample of them, and see whether a test notices
	@tools/environment.sh $(PYTHON) $(VENV)-mutants mutants
	@$(VENV)-mutants/bin/python tools/mutants.py $(ARGS)

pictures: ## draw assets/posters and the contact sheets in docs/figures anew
	@tools/environment.sh $(PYTHON) $(VENV) dev
	@$(VENV)/bin/python tools/pictures.py
	@$(VENV)/bin/python -m deskbreak.content.document
	@$(VENV)/bin/python docs/tools/contact_sheet.py

screens: ## pictures of the first hour into tests/screenshots, to be looked at
	@tools/environment.sh $(PYTHON) $(VENV) dev
	@PYTHONPATH=.:tests:tests/desktop $(VENV)/bin/python tests/desktop/first_hour_screens.py $(ARGS)

dist: ## build dist/*.whl and dist/*.tar.gz
	@tools/environment.sh $(PYTHON) $(VENV) dev
	@rm -rf build/share
	@$(VENV)/bin/python tools/command_files.py build/share
	@$(VENV)/bin/python -m hatchling build -t wheel -t sdist

deb: ## build dist/*.deb for Debian 12
	@tools/environment.sh $(PYTHON) $(VENV) dev
	@tools/deb.sh $(VENV)

windows: ## build a folder and an installer for Windows, and install them under Wine
	@tools/environment.sh $(PYTHON) $(VENV) dev
	@tools/desktop_packages.sh tests/windows/packages.txt
	@tools/desktop_packages.sh packaging/windows/packages.txt
	@tools/windows_python.sh $(VENV) .venv-windows
	@tools/windows_folder.sh $(VENV) .venv-windows
	@$(VENV)/bin/python -m pytest -q -m windows_package tests/packages $(ARGS)

docs: ## build the documents as a site in build/site, and check their links
	@tools/environment.sh $(PYTHON) $(VENV) dev
	@$(VENV)/bin/python tools/manual_pages.py
	@tools/site.sh $(PYTHON) build/site

clean: ## remove what was built
	@rm -rf $(VENV) $(VENV)-mutants dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
