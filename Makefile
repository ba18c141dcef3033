# wubao: one non-recursive makefile for GNU make. `make help` lists the targets.
#
# Everything built goes under build/: build/gen (tables made from data/), build/$(CONFIG) (objects, programs).
# CONFIG is release (default), asan (gcc, ASan + UBSan), clang (the other compiler's warnings: nothing is made but stamps
# named as objects), coverage or fuzz.
# Targets for people (demo, check...) first have tests/bootstrap install what is missing and then start make again,
# since what pkg-config and the compiler answer is asked while this file is read.

CONFIG  ?= release
B       := build/$(CONFIG)
G       := build/gen
VERSION := 0.1.0

PREFIX  ?= /usr/local
DESTDIR ?=
LANES   ?= 2

ifneq ($(filter $(CONFIG),clang fuzz),)
CC := clang
else ifeq ($(origin CC),default)
CC := gcc
endif

# Flags of $(1) this compiler takes.
known = $(shell for f in $(1); do $(CC) -Werror $$f -x c -c -o /dev/null /dev/null 2>/dev/null && echo "$$f"; done)

MODULES := ncursesw sqlite3 libsodium xlsxwriter libzip expat
# Debian 13 has a file for iniparser, Debian 12 has none; XOPEN_SOURCE is ours to choose, not ncurses'.
MODULES_CFLAGS := $(filter-out -D_XOPEN_SOURCE=%,$(shell pkg-config --cflags $(MODULES) 2>/dev/null; \
                    pkg-config --cflags iniparser 2>/dev/null))
LIBS := $(shell pkg-config --libs $(MODULES) 2>/dev/null) -lcsv -liniparser

CFLAGS_WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
               -Wcast-qual -Wwrite-strings -Wvla -Wswitch-enum -Wno-missing-field-initializers
# A handler takes what its table hands it, wanted or not.
CFLAGS_WARN += -Wno-unused-parameter
# What snprintf may cut depends on the compiler's version and level; a cut text is safe.
CFLAGS_WARN += $(call known,-Wno-format-truncation)
ifeq ($(CONFIG),release)
CFLAGS_HARD := $(call known,-fstack-protector-strong -fstack-clash-protection -fcf-protection)
endif
CFLAGS_release  := -O2 -g -D_FORTIFY_SOURCE=2 -fPIE $(CFLAGS_HARD)
CFLAGS_asan     := -O1 -g1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS_clang    :=
CFLAGS_coverage := -O0 -g --coverage -DWUBAO_COVERAGE
CFLAGS_fuzz     := -O1 -g1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
LDFLAGS_release  := -pie -Wl,-z,relro,-z,now -Wl,-z,noexecstack
LDFLAGS_asan     := -fsanitize=address,undefined
LDFLAGS_coverage := --coverage
LDFLAGS_fuzz     := -fsanitize=address,undefined

CPPFLAGS += -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -DNCURSES_WIDECHAR=1 -DWUBAO_VERSION='"$(VERSION)"' -Iinclude -Isrc
CPPFLAGS += $(if $(filter release,$(CONFIG)),,-DWUBAO_CHECKS) # include/core/check.h
ALL_CFLAGS = -std=c11 $(CFLAGS_WARN) $(CFLAGS_$(CONFIG)) $(WERROR) $(MODULES_CFLAGS) $(CFLAGS)
ALL_LDFLAGS = $(LDFLAGS_$(CONFIG)) $(LDFLAGS)
ifeq ($(CONFIG),clang)
COMPILE = $(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -MF $(@:.o=.d) -MT $@ -fsyntax-only $< && touch $@
else
COMPILE = $(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
endif

LAYERS  := core store model exchange ui cli
ifeq ($(CONFIG),fuzz)
LAYERS  := core store model exchange # the parsers stand below the screens
endif
LIB_SRC := $(foreach l,$(LAYERS),$(wildcard src/$(l)/*.c src/$(l)/*/*.c))
GEN_SRC := $(G)/po_zh.c $(G)/schema.c $(G)/pinyin_table.c $(G)/width_table.c $(G)/fold_table.c \
           $(G)/blocklist.c $(G)/templates.c $(G)/return_ids.c
LIB_OBJ := $(LIB_SRC:src/%.c=$(B)/obj/%.o) $(GEN_SRC:$(G)/%.c=$(B)/obj/gen/%.o)
LIB     := $(B)/libwubao.a
MAIN_OBJ := $(patsubst src/%.c,$(B)/obj/%.o,$(wildcard src/main/*.c))
PROGRAM := $(B)/wubao

.DELETE_ON_ERROR:
.PHONY: all
## all: the program, build/wubao
all: $(PROGRAM)
ifeq ($(CONFIG),release)
all: build/wubao
endif

# A name that does not change with the configuration.
build/wubao: $(PROGRAM)
	@ln -sf release/wubao $@

$(PROGRAM): $(MAIN_OBJ) $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $(MAIN_OBJ) $(LIB) $(LIBS)

$(LIB): $(LIB_OBJ)
	rm -f $@
	ar rcs $@ $(LIB_OBJ)

$(B)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(COMPILE)

$(B)/obj/gen/%.o: $(G)/%.c
	@mkdir -p $(@D)
	$(COMPILE)

# Tables made from data/.
$(G)/po_zh.c: data/po/zh_CN.po data/po/po2c.awk
	@mkdir -p $(@D)
	LC_ALL=C awk -f data/po/po2c.awk data/po/zh_CN.po | LC_ALL=C sort | \
	  awk -f data/po/table.awk > $@

SCHEMA := $(sort $(wildcard data/schema/*.sql))
# A step that came or went since makes the file anew, whatever its age.
.PHONY: schema-list
schema-list:
$(G)/schema.list: schema-list
	@mkdir -p $(@D)
	@echo $(SCHEMA) | cmp -s - $@ || echo $(SCHEMA) > $@
$(G)/schema.c: $(SCHEMA) $(G)/schema.list data/schema/embed.awk
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

FOLDS := $(UNICODE)/EquivalentUnifiedIdeograph.txt $(UNICODE)/UnicodeData.txt
$(G)/fold_table.c: $(FOLDS) data/unicode/fold.awk
	@mkdir -p $(@D)
	LC_ALL=C awk -f data/unicode/fold.awk $(FOLDS) > $@

$(G)/blocklist.c: data/access/passwords.txt data/access/blocklist.awk
	@mkdir -p $(@D)
	LC_ALL=C awk -f data/access/blocklist.awk data/access/passwords.txt > $@

TEMPLATES := $(sort $(wildcard data/templates/*.ini))
$(G)/templates.c: $(TEMPLATES) data/templates data/templates/embed.awk
	@mkdir -p $(@D)
	LC_ALL=C awk -f data/templates/embed.awk $(TEMPLATES) > $@

$(G)/return_ids.c: data/county/return-ids.txt data/county/return-ids.awk
	@mkdir -p $(@D)
	LC_ALL=C awk -f data/county/return-ids.awk data/county/return-ids.txt > $@

-include $(shell find $(B) -name '*.d' 2>/dev/null)

# ---- for people ----

.PHONY: demo demo-county
## demo: a demonstration station of 60 residents, made through the real import, and its screens
## demo-county: a county of six made stations, their returns taken in through the real receive
demo demo-county:
	@tests/bootstrap build
	@echo 'building...'
	@$(MAKE) --no-print-directory -s -j$(LANES) CONFIG=release all build/release/tests/gen/gen
	@tests/$@ build/release/wubao build/release/tests/gen/gen

.PHONY: install uninstall
## install: into DESTDIR and PREFIX (/usr/local)
install: $(PROGRAM)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/man5 \
	  $(DESTDIR)$(PREFIX)/share/man/man7 $(DESTDIR)$(PREFIX)/share/wubao/templates \
	  $(DESTDIR)$(PREFIX)/share/doc/wubao $(DESTDIR)$(PREFIX)/share/bash-completion/completions
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/wubao
	install -m 644 man/wubao.1 $(DESTDIR)$(PREFIX)/share/man/man1/wubao.1
	install -m 644 man/wubao-csv.5 man/wubao.conf.5 $(DESTDIR)$(PREFIX)/share/man/man5
	install -m 644 man/wubao-rules.7 man/wubao-security.7 $(DESTDIR)$(PREFIX)/share/man/man7
	install -m 644 data/json/wubao-output.json $(DESTDIR)$(PREFIX)/share/wubao
	install -m 644 data/completion/wubao.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/wubao
	install -m 644 $(TEMPLATES) $(DESTDIR)$(PREFIX)/share/wubao/templates
	install -m 644 README.md $(DESTDIR)$(PREFIX)/share/doc/wubao/README.md
	install -m 644 data/sshd/wubao.conf $(DESTDIR)$(PREFIX)/share/doc/wubao/sshd-wubao.conf
	install -m 755 data/county/wubao-verify $(DESTDIR)$(PREFIX)/share/doc/wubao/wubao-verify
	install -m 644 data/county/wubao-return.schema.json data/county/return-ids.txt $(DESTDIR)$(PREFIX)/share/doc/wubao
	install -m 755 data/county/load-postgresql $(DESTDIR)$(PREFIX)/share/doc/wubao/load-postgresql
	install -m 644 data/county/postgresql.sql data/county/clickhouse.sql $(DESTDIR)$(PREFIX)/share/doc/wubao
## uninstall: takes the same files away
uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/wubao $(DESTDIR)$(PREFIX)/share/man/man1/wubao.1
	rm -f $(DESTDIR)$(PREFIX)/share/man/man5/wubao-csv.5 $(DESTDIR)$(PREFIX)/share/man/man5/wubao.conf.5
	rm -f $(DESTDIR)$(PREFIX)/share/wubao/wubao-output.json
	rm -f $(DESTDIR)$(PREFIX)/share/man/man7/wubao-rules.7 $(DESTDIR)$(PREFIX)/share/man/man7/wubao-security.7
	rm -f $(DESTDIR)$(PREFIX)/share/bash-completion/completions/wubao
	rm -rf $(DESTDIR)$(PREFIX)/share/doc/wubao $(DESTDIR)$(PREFIX)/share/wubao/templates

.PHONY: dist deb
## dist: build/wubao-VERSION.tar.gz of what is committed
dist:
	@mkdir -p build
	git archive --format=tar.gz --prefix=wubao-$(VERSION)/ -o build/wubao-$(VERSION).tar.gz HEAD
	@echo build/wubao-$(VERSION).tar.gz
## deb: a binary package for this machine's release, build/wubao_VERSION_ARCH.deb
deb:
	@$(MAKE) --no-print-directory CONFIG=release all
	@tests/make-deb build/deb $(VERSION) '$(MAKE)'

.PHONY: clean help
## clean: takes build/ away
clean:
	rm -rf build
## help: this list
help:
	@sed -n 's/^## \([a-z]*\): \(.*\)/  make \1\t\2/p' Makefile tests/tests.mk | sort | expand -t 20

include tests/tests.mk
