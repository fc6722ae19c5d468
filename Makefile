# The two commands of the README, and what developers use daily. Meson does the
# work; this file only remembers how to call it. SPDX-License-Identifier: Apache-2.0
BUILD  ?= build
PREFIX ?= /usr/local

.PHONY: all setup report check sanitize fuzz hostile eval bench install clean format

all: $(BUILD)/build.ninja
	@ninja -C $(BUILD) --quiet

setup:
	@tools/setup.sh

$(BUILD)/build.ninja: | setup
	@meson setup $(BUILD) >/dev/null

# Install what is missing, build, print a report of the examples.
report: setup all
	@$(BUILD)/hearsay report examples

# The same, then the whole test suite.
check: report
	@meson test -C $(BUILD) --print-errorlogs

# The tests again under AddressSanitizer and UBSan, with gcc and with clang.
sanitize: setup
	@tools/sanitize.sh

# Half a minute of fuzzing a target (SECONDS=1800 for longer).
fuzz: setup
	@tools/fuzz.sh $(SECONDS)

# Every kind of hostile input, also at a million repetitions.
hostile: all
	@python3 test/hostile/run.py $(BUILD)/hearsay --full

# Every table of docs/quality.md, from the labelled sets of $$HEARSAY_DATA.
eval: all
	@tools/eval/all.sh $(BUILD)/hearsay

bench: all
	@python3 bench/run.py --build $(BUILD)

install: setup
	@meson setup $(BUILD)-install --prefix=$(abspath $(PREFIX)) -Dtests=disabled --reconfigure >/dev/null 2>&1 || \
	 meson setup $(BUILD)-install --prefix=$(abspath $(PREFIX)) -Dtests=disabled >/dev/null
	@ninja -C $(BUILD)-install --quiet
	@meson install -C $(BUILD)-install --quiet

format:
	@clang-format-14 -i $$(git ls-files '*.c' '*.h')

clean:
	@rm -rf $(BUILD) $(BUILD)-*
