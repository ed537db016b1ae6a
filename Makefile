# The only entry point a newcomer needs. One configuration for everything, so that nothing is built twice.
CONFIGURATION := -c release -Xswiftc -enable-testing
# Homebrew keeps headers and libraries where compilers do not look.
ifeq ($(shell uname -s),Darwin)
BREW := $(shell brew --prefix 2>/dev/null)
CONFIGURATION += -Xcc -I$(BREW)/include -Xlinker -L$(BREW)/lib
endif
REID := .build/release/reid

.DEFAULT_GOAL := help
.PHONY: help bootstrap build run demo test bench check fmt clean

help: ## list what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

bootstrap:
	@Scripts/bootstrap

build: bootstrap ## get what is missing and build .build/release/reid
	swift build $(CONFIGURATION) --product reid

run: build ## start the service on http://127.0.0.1:8765 (more flags: make run ARGS="--port 9000")
	@$(REID) serve $(ARGS)

demo: build ## send the drawn scenes over real HTTP and print every decision
	@$(REID) demo --scenes Demo $(ARGS)

# Built by `swift build`, because `swift test` would build with a flag of its own, and everything anew at each change
# between the two. One test after the other: side by side on two cores they only starve each other's time-outs.
test: ## every test (more flags: make test ARGS="--filter Recognition")
	@Scripts/bootstrap --test
	swift build $(CONFIGURATION) --build-tests
	swift test $(CONFIGURATION) --skip-build --no-parallel $(ARGS)

bench: build ## compare the service with the Python baseline, side by side
	@Scripts/bootstrap --test
	.deps/python/bin/python3 Benchmarks/compare.py $(REID) $(ARGS)

check: ## the formatter's opinion and the scripts' syntax, changing nothing
	swift format lint --strict --recursive --parallel Package.swift Sources Tests ScryptedPlugin Benchmarks Fuzz
	@bash -n Scripts/bootstrap .ci/run

fmt: ## format the Swift sources
	swift format --in-place --recursive --parallel Package.swift Sources Tests ScryptedPlugin Benchmarks Fuzz

clean: ## remove what was built and fetched
	rm -rf .build .deps
