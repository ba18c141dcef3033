# Tests: one program per tests/{unit,store,cli,tui}/test_*.c (cmocka), linked with the library. A test that defines
# clock_today and friends itself replaces core/clock, since the library is an archive. Programs that start others use
# tests/program.h; screen tests use tests/tui/pty.h.

UNIT_SRC := $(wildcard tests/unit/test_*.c) $(wildcard tests/store/test_*.c)
CLI_SRC  := $(wildcard tests/cli/test_*.c)
TUI_SRC  := $(wildcard tests/tui/test_*.c)
UNIT_BIN := $(UNIT_SRC:tests/%.c=$(B)/tests/%)
CLI_BIN  := $(CLI_SRC:tests/%.c=$(B)/tests/%)
TUI_BIN  := $(TUI_SRC:tests/%.c=$(B)/tests/%)

TEST_CPPFLAGS = -Itests -DWUBAO_BIN='"$(abspath $(PROGRAM))"'

# Objects first, so that a changed header rebuilds the program too.
.SECONDARY: $(patsubst %,%.o,$(UNIT_BIN) $(CLI_BIN) $(TUI_BIN))
$(B)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(TEST_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(UNIT_BIN): %: %.o $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $< $(LIB) $(LIBS) -lcmocka

$(CLI_BIN): %: %.o $(B)/tests/program.o $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $< $(B)/tests/program.o $(LIB) $(LIBS) -lcmocka

$(TUI_BIN): %: %.o $(B)/tests/program.o $(B)/tests/tui/pty.o $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $< $(B)/tests/program.o $(B)/tests/tui/pty.o $(LIB) $(LIBS) -lvterm -lutil -lcmocka

.PHONY: unit
unit: $(UNIT_BIN)
	@for t in $(UNIT_BIN); do $$t || exit 1; done
