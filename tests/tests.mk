# Tests. One cmocka program per tests/{unit,store,cli,tui}/test_*.c, linked with the library; a test that defines
# clock_today and friends itself replaces core/clock, since the library is an archive. Programs that start others use
# tests/program.h, screen tests tests/tui/pty.h. Executable scripts tests/check-*, tests/test-* and those of the same
# names one folder down are tests too. tests/run runs them all and counts.

UNIT_SRC := $(wildcard tests/unit/test_*.c) $(wildcard tests/store/test_*.c)
CLI_SRC  := $(wildcard tests/cli/test_*.c)
TUI_SRC  := $(wildcard tests/tui/test_*.c)
FUZZ_SRC := $(wildcard tests/fuzz/fuzz_*.c)
UNIT_BIN := $(UNIT_SRC:tests/%.c=$(B)/tests/%)
CLI_BIN  := $(CLI_SRC:tests/%.c=$(B)/tests/%)
TUI_BIN  := $(TUI_SRC:tests/%.c=$(B)/tests/%)
FUZZ_BIN := $(FUZZ_SRC:tests/%.c=$(B)/tests/%)
GEN_BIN  := $(B)/tests/gen/gen
TEST_BIN := $(UNIT_BIN) $(CLI_BIN) $(TUI_BIN)
SCRIPTS  := $(wildcard tests/check-* tests/test-* tests/*/check-* tests/*/test-*)

TEST_CPPFLAGS = -Itests -DWUBAO_BIN='"$(abspath $(PROGRAM))"' -DGEN_BIN='"$(abspath $(GEN_BIN))"' \
                -DTEST_DATA='"$(abspath tests/data)"' -DTEST_TOP='"$(CURDIR)"'

# Objects first, so that a changed header rebuilds the program too.
.SECONDARY:
$(B)/tests/%.o: CPPFLAGS += $(TEST_CPPFLAGS)
$(B)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(COMPILE)

$(UNIT_BIN): %: %.o $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LIB) $(LIBS) -lcmocka
$(B)/tests/store/test_faults: $(B)/tests/store/faultvfs.o
$(B)/tests/store/test_power: $(B)/tests/store/disk.o
MADE_TESTS := store/test_made_due store/test_made_figures store/test_join
$(B)/tests/store/test_completion $(B)/tests/store/test_export_bulk $(B)/tests/store/test_list_pages $(B)/tests/store/test_reader $(B)/tests/store/test_promises: $(B)/tests/made.o
$(MADE_TESTS:%=$(B)/tests/%): $(B)/tests/made.o
WALKS := $(B)/tests/store/test_walks $(B)/tests/store/test_bring
$(WALKS): $(B)/tests/store/walk.o $(B)/tests/made.o
SIM := $(B)/tests/sim/sim
$(SIM): %: %.o $(patsubst %,$(B)/tests/%.o,sim/mirror sim/machine sim/clock store/walk store/disk made) $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LIB) $(LIBS) -lcmocka

$(CLI_BIN): %: %.o $(B)/tests/program.o $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $< $(B)/tests/program.o $(LIB) $(LIBS) -lcmocka

PTY_OBJ := $(B)/tests/program.o $(patsubst %,$(B)/tests/tui/%.o,pty pty_keys pty_screen town desk way whole)
RANDOM_KEYS := $(B)/tests/tui/random_keys
DAYS_TASKS := tui/test_strokes tui/test_slips
$(B)/tests/tui/test_eight: $(B)/tests/made.o
$(DAYS_TASKS:%=$(B)/tests/%): $(patsubst %,$(B)/tests/tui/%.o,officer tasks saved)
$(TUI_BIN) $(RANDOM_KEYS): %: %.o $(PTY_OBJ) $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LIB) $(LIBS) -lvterm -lutil -lcmocka

GEN_OBJ := $(patsubst tests/%.c,$(B)/tests/%.o,$(wildcard tests/gen/*.c))
$(GEN_BIN): $(GEN_OBJ) $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $(GEN_OBJ) $(LIB) $(LIBS)

# With CONFIG=fuzz libFuzzer drives a target; anywhere else tests/fuzz/replay.c gives it the files it is named.
ifeq ($(CONFIG),fuzz)
$(FUZZ_BIN): %: %.o $(LIB)
	$(CC) -fsanitize=fuzzer $(ALL_LDFLAGS) -o $@ $< $(LIB) $(LIBS)
else
$(FUZZ_BIN): %: %.o $(B)/tests/fuzz/replay.o $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $< $(B)/tests/fuzz/replay.o $(LIB) $(LIBS)
endif

# What the import sees of a file.
CSVDUMP := $(B)/tests/csvdump
$(CSVDUMP): %: %.o $(B)/tests/dump.o $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LIB) $(LIBS)
$(B)/tests/unit/test_polluted: $(B)/tests/dump.o

.PHONY: tests fuzzers unit syntax
tests: $(TEST_BIN) $(SIM) $(CSVDUMP) $(RANDOM_KEYS) $(FUZZ_BIN) $(if $(GEN_OBJ),$(GEN_BIN)) $(if $(MAIN_OBJ),$(PROGRAM))
fuzzers: $(FUZZ_BIN)
# Every source as the compiler reads it, nothing linked.
syntax: $(LIB_OBJ) $(MAIN_OBJ) $(patsubst tests/%.c,$(B)/tests/%.o,$(wildcard tests/*.c tests/*/*.c))
unit: $(UNIT_BIN)
	@for t in $(UNIT_BIN); do $$t || exit 1; done

# ---- the list of jobs for tests/run; tab between label and command ----

tab := $(shell printf '\t')
# $(call jobs,PROGRAMS,COMMAND BEFORE): one line a program, labelled by its path without build/CONFIG/tests.
jobs = $(foreach t,$(1),echo '$(patsubst tests/%,%,$(patsubst build/%,%,$(t:$(B)/tests/%=%)))$(tab)$(2)$(t)';)
# A target's own corpus, and what tests/data has for it.
corpus = $(wildcard tests/fuzz/corpus/$(1:fuzz_%=%))
replay_jobs = $(foreach t,$(FUZZ_BIN),echo 'corpus of $(notdir $(t))$(tab)$(t) $(call corpus,$(notdir $(t)))';)
# libFuzzer writes what it finds new below the job's own HOME.
fuzz_jobs = $(foreach t,$(FUZZ_BIN:$(B)/%=build/fuzz/%),echo 'fuzz $(notdir $(t))$(tab)tests/fuzz/fuzz-for $(1) $(t) \
              $(call corpus,$(notdir $(t)))';)
# $(call random_jobs,SEEDS,RUNS) and walk_jobs: a job a seed, with that seed and those after it.
random_jobs = $(foreach s,$(1),echo 'random keys from seed $(s)$(tab)$(RANDOM_KEYS) \
                --seed $(s) --runs $(2)';)
walk_jobs = $(foreach s,$(1),echo 'walks from seed $(s)$(tab)$(WALKS) --seed $(s) --runs $(2)';)
# $(call kill_jobs,KILLS,SAVES): of the release build, as are the jobs of power cuts and simulated stations.
PROCESSES := build/release/tests/store/test_processes
kill_jobs = echo '$(1) kills, eight writers of $(2) saves$(tab)$(PROCESSES) --kills $(1) --writers 8 --each $(2)';
power_jobs = $(foreach c,$(1),echo 'power cuts in triples from case $(c)$(tab)build/release/tests/store/test_power \
               --depth 3 --first $(c)';)
sim_jobs = $(foreach s,$(1),echo 'stations from seed $(s)$(tab)build/release/tests/sim/sim --seed $(s) --runs $(2)';)
build = echo '$(1)$(tab)$(MAKE) -s -j$(LANES) WERROR=-Werror $(2)';
MADE := $(if $(MAIN_OBJ),all)
# These compare what is made with what is counted, cut the power, simulate stations, pollute files and play slips, in bulk.
RELEASE_BIN := $(MADE_TESTS:%=build/release/tests/%) build/release/tests/store/test_power build/release/tests/sim/sim \
  build/release/tests/store/test_proof build/release/tests/store/test_salvage build/release/tests/unit/test_polluted \
  build/release/tests/tui/test_slips

FUZZ_SECONDS ?= 6
# A test of the screens sleeps nine tenths of its time (test_bytes: 1.6 s of work in 68), so more of them than processors.
TEST_LANES ?= $(shell echo $$((3 * $(LANES))))

# For scripts among the tests; programs know their paths from when they were compiled. PLAIN is the program without
# sanitizers, for what a script has had checked once already.
RUN_ENV = CC=gcc WUBAO='$(abspath $(PROGRAM))' PLAIN='$(abspath build/release/wubao)' GEN='$(abspath $(GEN_BIN))'

.PHONY: check run-check quick run-quick
## check: everything but long fuzzing, sanitizers on; ends in N passed, N failed, N skipped
check:
	@tests/bootstrap check
	@$(MAKE) --no-print-directory CONFIG=asan run-check
# The longest jobs begin first: at the end they would run alone.
run-check:
	@{ :; $(call build,gcc without a warning,CONFIG=release $(MADE) $(RELEASE_BIN) $(PROCESSES)) \
	  echo --; $(call build,clang without a warning,CONFIG=clang syntax) \
	  echo --; $(call build,sanitizers,CONFIG=asan all) \
	  echo --; $(call build,tests with sanitizers,CONFIG=asan tests) \
	  echo --; $(call build,fuzz targets,CONFIG=fuzz fuzzers) \
	  echo '-- $(TEST_LANES)'; echo 'seeded faults$(tab)$(MAKE) -s CONFIG=release run-faults-share'; \
	  $(call kill_jobs,2000,1250) $(call jobs,$(TUI_BIN) $(CLI_BIN) $(UNIT_BIN) $(SIM) $(RELEASE_BIN) $(SCRIPTS)) \
	  $(call random_jobs,1 5 9 13 17,4) $(replay_jobs) \
	  echo '-- $(LANES)'; $(call fuzz_jobs,$(FUZZ_SECONDS)) } | \
	  $(RUN_ENV) PTY_SLOW=4 tests/run -f -j $(LANES)

## quick: unit tests, layer check and the screen harness without sanitizers, for work in between
quick:
	@tests/bootstrap check
	@$(MAKE) --no-print-directory CONFIG=release run-quick
QUICK_BIN = $(filter $(B)/tests/unit/%,$(UNIT_BIN)) $(B)/tests/tui/test_harness $(firstword $(filter-out %/test_harness,$(TUI_BIN)))
run-quick:
	@{ :; $(call build,build,CONFIG=release $(MADE) $(QUICK_BIN)) \
	  echo --; $(call jobs,$(QUICK_BIN) $(filter tests/check-%,$(SCRIPTS))) } | $(RUN_ENV) tests/run -j $(LANES)

.PHONY: faults run-faults run-faults-share
## faults: every seeded fault of tests/faults/faults.txt, each to be seen by the test it names
faults:
	@tests/bootstrap check
	@$(MAKE) --no-print-directory -s -j$(LANES) CONFIG=release all tests
	@$(MAKE) --no-print-directory CONFIG=release run-faults
run-faults run-faults-share: export FAULT_CFLAGS = $(CPPFLAGS) $(ALL_CFLAGS) -Itests
run-faults run-faults-share: export FAULT_LIBS = $(LIBS)
run-faults:
	@tests/faults/run.pl $(FAULT_IDS)
# In make check: known to pass without, those marked "long" by turns.
FAULT_TESTS = $(sort $(patsubst %:,$(B)/tests/%.o,$(filter-out cli/test-%,$(shell sed -n 's/^fault .* by \([^:]*:\).*/\1/p' tests/faults/faults.txt))))
run-faults-share: $(FAULT_TESTS) $(PTY_OBJ) $(B)/tests/made.o $(B)/tests/store/faultvfs.o $(GEN_BIN)
	@tests/faults/run.pl --known --share 4

.PHONY: soak run-soak
## soak: a thousand runs of random keys and of simulated stations, power cuts in all triples, 10,000 kills, 8 x 10,000
## saves, 400 random walks, 1,000 returns and every byte of one, all faults, fuzzing for SOAK_FUZZ seconds a target; from
## another seed with SOAK_SEED
SOAK_SEED ?= 1000
SOAK_FUZZ ?= 3600
soak_seeds = $(shell seq $(SOAK_SEED) 50 $$(($(SOAK_SEED) + $(1))))
soak:
	@tests/bootstrap check
	@$(MAKE) --no-print-directory -s -j$(LANES) CONFIG=release all tests
	@$(MAKE) --no-print-directory -s -j$(LANES) CONFIG=fuzz fuzzers
	@$(MAKE) --no-print-directory CONFIG=asan run-soak
run-soak: $(PROGRAM) $(RANDOM_KEYS) $(WALKS) $(GEN_BIN)
	@{ :; $(call sim_jobs,$(call soak_seeds,950),50) $(call power_jobs,$(shell seq 0 12)) $(call kill_jobs,10000,10000) \
	  $(call random_jobs,$(call soak_seeds,950),50) $(call walk_jobs,$(call soak_seeds,350),50) \
	  echo 'a thousand returns$(tab)npm install --silent --prefix build/npm datapackage; SOAK=1 NODE_PATH=$(CURDIR)/build/npm/node_modules tests/cli/test-return-public'; \
	  echo 'seeded faults$(tab)$(MAKE) -s CONFIG=release run-faults'; $(call fuzz_jobs,$(SOAK_FUZZ)) } | \
	  $(RUN_ENV) PTY_SLOW=4 tests/run -f -j $(LANES) -t 86400

.PHONY: asan coverage fuzz lint bench
## asan: the program and the tests with ASan and UBSan, build/asan
asan:
	@tests/bootstrap check
	@$(MAKE) --no-print-directory CONFIG=asan tests
## coverage: which lines the tests run, by file
coverage:
	@tests/bootstrap check
	@$(MAKE) --no-print-directory -s CONFIG=coverage run-coverage
run-coverage: tests
	@find $(B) -name '*.gcda' -delete
	@{ :; $(call jobs,$(TEST_BIN)) $(replay_jobs) } | tests/run -j $(LANES)
	@tests/coverage $(B)
## fuzz: every target for FUZZ_SECONDS (an hour here), new inputs into tests/fuzz/corpus
fuzz: FUZZ_SECONDS = 3600
fuzz:
	@tests/bootstrap check
	@$(MAKE) --no-print-directory -s CONFIG=fuzz fuzzers
	@{ :; $(call fuzz_jobs,$(FUZZ_SECONDS)) } | FUZZ_KEEP=1 tests/run -j $(LANES) -t $$((2 * $(FUZZ_SECONDS)))
## lint: the scripts over the sources, and the compilers' analyses
lint:
	@tests/bootstrap check
	@{ :; $(call jobs,$(filter tests/check-%,$(SCRIPTS))) } | $(RUN_ENV) tests/run -j $(LANES)
	@for f in $(LIB_SRC) $(wildcard src/main/*.c); do \
	  $(CC) $(CPPFLAGS) $(ALL_CFLAGS) -fanalyzer -fsyntax-only $$f || exit 1; done
## bench: ratios against peers in one run (BENCH_SIZE residents, 20000)
bench:
	@tests/bootstrap check
	@$(MAKE) --no-print-directory -s CONFIG=release all run-bench
run-bench: $(PROGRAM) $(GEN_BIN) $(B)/tests/bench/bench $(B)/tests/tui/test_eight
	@$(B)/tests/tui/test_eight --bench
	@$(B)/tests/bench/bench $(abspath $(PROGRAM)) $(abspath $(GEN_BIN)) $(BENCH_SIZE)
	@tests/bench/bytes $(abspath $(PROGRAM)) $(abspath $(GEN_BIN))
$(B)/tests/bench/bench: %: %.o $(B)/tests/bench/audit.o $(B)/tests/bench/finder.o $(B)/tests/bench/station.o $(B)/tests/made.o $(B)/tests/program.o $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LIB) $(LIBS) -lutil

.PHONY: check-postgres
## check-postgres: a county's packages in Debian's PostgreSQL, installed when missing and started privately: its reports
## cell by cell against the county's own, 1,500 stations x 12 months (PG_STATIONS, PG_MONTHS)
check-postgres:
	@tests/bootstrap check && tests/bootstrap postgres
	@$(MAKE) --no-print-directory -s CONFIG=release run-check-postgres
run-check-postgres: $(PROGRAM) $(GEN_BIN)
	@tests/postgres/check $(abspath $(PROGRAM)) $(abspath $(GEN_BIN)) $(PG_STATIONS) $(PG_MONTHS)

.PHONY: man
## man: man/wubao.1, man/*.5 and the completion from the program's tables, man/wubao-rules.7 (make check compares them)
man: $(B)/tests/cli/test_manual
	MANUAL_WRITE=1 $<
	LC_ALL=C awk -f data/rules/page.awk data/rules/rules.txt > man/wubao-rules.7
