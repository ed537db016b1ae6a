# The only entry point a newcomer needs. One configuration for everything, so that nothing is built twice.
CONFIGURATION := -c release -Xswiftc -enable-testing
# Homebrew keeps headers and libraries where compilers do not look.
ifeq ($(shell uname -s),Darwin)
BREW := $(shell brew --prefix 2>/dev/null)
CONFIGURATION += -Xcc -I$(BREW)/include -Xlinker -L$(BREW)/lib
endif
REID := .build/release/reid

.DEFAULT_GOAL := help
.PHONY: help bootstrap build openvino run demo test bench bench-quick bench-stream bench-micro check check-perf fmt clean

help: ## list what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

bootstrap:
	@Scripts/bootstrap

build: bootstrap ## get what is missing and build .build/release/reid
	swift build $(CONFIGURATION) --product reid

openvino: ## get OpenVINO (90 MB), which some CPUs run models quicker on: `reid serve` then takes the quicker one
	@Scripts/bootstrap --openvino

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

# What is measured is the program as `make build` makes it; what drives it and the Python server lie in a venv of their own.
BENCH := .deps/bench/bin/python3 Benchmarks
bench: build ## the service against the same job in Python, everything, about 20 minutes (results also in .build/bench)
	@Scripts/bootstrap --bench
	@mkdir -p .build/bench
	$(BENCH)/stream.py $(REID) --model "$${REID_SHARED:-../shared}/models/osnet-ain-x1.0-random.onnx" --backends onnxruntime,openvino --json .build/bench/stream.json
	$(BENCH)/compare.py $(REID) --backends onnxruntime,openvino --stream .build/bench/stream.json --json .build/bench/compare.json $(ARGS)

bench-quick: build ## the most telling part of that, in three minutes
	@Scripts/bootstrap --bench
	@mkdir -p .build/bench
	$(BENCH)/compare.py $(REID) --quick --json .build/bench/quick.json $(ARGS)

bench-stream: build ## 20 cameras with tracks: what is saved, and whether decisions change
	@Scripts/bootstrap --bench
	@mkdir -p .build/bench
	$(BENCH)/stream.py $(REID) --json .build/bench/decisions.json $(ARGS)

# Measuring programs are no part of the product: the manifest shows them only to who asks.
MICRO := .build/release/MicroBenchmark
$(MICRO): FORCE
	REID_BENCH=1 swift build $(CONFIGURATION) --product MicroBenchmark

bench-micro: bootstrap $(MICRO) ## decoding, resizing, parsing, inference and matching, each beside the least it can take
	@mkdir -p .build/bench
	$(MICRO) time "$${REID_SHARED:-../shared}/models/osnet-ain-x1.0-random.onnx" Demo/01-drive.jpg .build/bench/micro.json

check-perf: $(MICRO) ## count instructions (valgrind) and hold them against Benchmarks/instructions.json
	@Scripts/bootstrap --perf
	python3 Benchmarks/instructions.py $(MICRO) Demo/01-drive.jpg $(ARGS)

.PHONY: FORCE
FORCE:

check: ## the formatter's opinion and the scripts' syntax, changing nothing
	swift format lint --strict --recursive --parallel Package.swift Sources Tests ScryptedPlugin Benchmarks Fuzz
	@bash -n Scripts/bootstrap .ci/run

fmt: ## format the Swift sources
	swift format --in-place --recursive --parallel Package.swift Sources Tests ScryptedPlugin Benchmarks Fuzz

clean: ## remove what was built and fetched
	rm -rf .build .deps
