# wubao: one non-recursive makefile for GNU make. `make help` lists the targets.
#
# Everything built goes under build/: build/gen (tables made from data/), build/$(CONFIG) (objects, programs).
# CONFIG is release (default), asan (gcc, ASan + UBSan) or clang (warnings of the other compiler).

CONFIG  ?= release
B       := build/$(CONFIG)
G       := build/gen
VERSION := 0.1.0

PREFIX  ?= /usr/local
DESTDIR ?=

MODULES := ncursesw sqlite3 libsodium
CFLAGS_WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
               -Wcast-qual -Wwrite-strings -Wvla -Wswitch-enum -Wno-missing-field-initializers
CFLAGS_HARD := -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
CFLAGS_release := -O2 -g $(CFLAGS_HARD)
CFLAGS_asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS_clang   := -O1 -g
LDFLAGS_release := -pie -Wl,-z,relro,-z,now
LDFLAGS_asan    := -fsanitize=address,undefined
LDFLAGS_clang   :=
ifeq ($(CONFIG),clang)
CC := clang
else ifeq ($(origin CC),default)
CC := gcc
endif

CPPFLAGS += -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -DNCURSES_WIDECHAR=1 -DWUBAO_VERSION='"$(VERSION)"' -Iinclude -Isrc
ALL_CFLAGS = -std=c11 $(CFLAGS_WARN) $(CFLAGS_$(CONFIG)) $(WERROR) $(filter-out -D_XOPEN_SOURCE=%,$(shell pkg-config --cflags $(MODULES) 2>/dev/null)) $(CFLAGS)
LIBS = $(shell pkg-config --libs $(MODULES) 2>/dev/null) -lcsv -liniparser
ALL_LDFLAGS = $(LDFLAGS_$(CONFIG)) $(LDFLAGS)

LAYERS  := core store model exchange ui cli
LIB_SRC := $(foreach l,$(LAYERS),$(wildcard src/$(l)/*.c))
GEN_SRC := $(G)/po_zh.c $(G)/schema.c $(G)/pinyin_table.c $(G)/width_table.c
LIB_OBJ := $(LIB_SRC:src/%.c=$(B)/obj/%.o) $(GEN_SRC:$(G)/%.c=$(B)/obj/gen/%.o)
LIB     := $(B)/libwubao.a
MAIN_OBJ := $(patsubst src/%.c,$(B)/obj/%.o,$(wildcard src/main/*.c))
PROGRAM := $(B)/wubao

.DELETE_ON_ERROR:
.PHONY: all
all: $(PROGRAM)

$(PROGRAM): $(MAIN_OBJ) $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $(MAIN_OBJ) $(LIB) $(LIBS)

$(LIB): $(LIB_OBJ)
	rm -f $@
	ar rcs $@ $(LIB_OBJ)

$(B)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/obj/gen/%.o: $(G)/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Tables made from data/.
$(G)/po_zh.c: data/po/zh_CN.po data/po/po2c.awk
	@mkdir -p $(@D)
	LC_ALL=C awk -f data/po/po2c.awk data/po/zh_CN.po | LC_ALL=C sort | \
	  awk -f data/po/table.awk > $@

SCHEMA := $(sort $(wildcard data/schema/*.sql))
$(G)/schema.c: $(SCHEMA) data/schema/embed.awk
	@mkdir -p $(@D)
	LC_ALL=C awk -f data/schema/embed.awk $(SCHEMA) > $@

UNICODE ?= /usr/share/unicode
UNIHAN  ?= $(firstword $(wildcard $(UNICODE)/Unihan_Readings.txt) $(UNICODE)/Unihan_Readings.txt.bz2)
# bzcat -f passes a file that is not compressed through.
$(G)/pinyin_table.c: $(UNIHAN) data/pinyin/pinyin.awk data/pinyin/surnames.txt
	@mkdir -p $(@D)
	bzcat -f $(UNIHAN) | LC_ALL=C awk -f data/pinyin/pinyin.awk data/pinyin/surnames.txt - > $@

$(G)/width_table.c: $(UNICODE)/EastAsianWidth.txt data/unicode/width.awk
	@mkdir -p $(@D)
	LC_ALL=C awk -f data/unicode/width.awk $(UNICODE)/EastAsianWidth.txt > $@

-include $(shell find $(B) -name '*.d' 2>/dev/null)

include tests/tests.mk

.PHONY: clean
clean:
	rm -rf build
