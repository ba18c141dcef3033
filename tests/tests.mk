# Tests: one program per tests/unit/test_*.c and tests/store/test_*.c (cmocka), linked with the library. A test that
# defines clock_today and friends itself replaces core/clock, since the library is an archive.

UNIT_SRC := $(wildcard tests/unit/test_*.c) $(wildcard tests/store/test_*.c)
UNIT_BIN := $(UNIT_SRC:tests/%.c=$(B)/tests/%)

$(B)/tests/%: tests/%.c $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests $(ALL_CFLAGS) -MMD -MP $(ALL_LDFLAGS) -o $@ $< $(LIB) $(LIBS) -lcmocka

.PHONY: unit
unit: $(UNIT_BIN)
	@for t in $(UNIT_BIN); do $$t || exit 1; done
