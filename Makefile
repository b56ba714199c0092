# khoa: `make` builds build/khoa, `make check` runs every test. See README.md.
#
# Each folder of src/ is a room with a static library of its own, compiled with the headers of its
# own packages only. A program links the room it needs and those below it, so that a room that
# reaches upwards doesn't link.

CC = gcc
CXX = g++
BUILD = build
PREFIX = /usr/local
DESTDIR =
OPTIMISE = -O2 -g
SANITISE =
WERROR = -Werror

VERSION = 0.1.0
RELEASED = 2026-11-29
# make V=1 shows whole commands.
Q = $(if $(V),,@)
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla -Wstrict-prototypes \
  -Wmissing-prototypes -Wundef -Wformat=2 -Wno-overlength-strings $(WERROR)
HARDEN = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
COMMON = -Isrc -I$(BUILD)/gen -D_GNU_SOURCE -DKHOA_VERSION='"$(VERSION)"' -DKHOA_RELEASED='"$(RELEASED)"' \
  $(OPTIMISE) $(SANITISE) -MMD -MP
CFLAGS_ALL = -std=c17 $(WARNINGS) $(COMMON) $(if $(SANITISE),-fPIE,$(HARDEN))
CXXFLAGS_ALL = -std=c++17 -Wall -Wextra -Wshadow $(WERROR) $(COMMON) -fPIE
LDFLAGS_ALL = $(SANITISE) -pie -Wl,-z,relro,-z,now -Wl,--as-needed

# Rooms from the top to the bottom: what each may use, and its packages.
ROOMS = cli office reg list art qr tag
USES_tag = tag
USES_qr = qr
USES_list = list
USES_art = art qr
USES_reg = reg tag
USES_office = office reg list art qr tag
USES_cli = cli $(USES_office)
PKGS_tag = libsodium
PKGS_qr = glib-2.0 gio-2.0 libqrencode libpng libjpeg zbar zxing
PKGS_list = glib-2.0 gio-2.0
PKGS_art = glib-2.0 gio-2.0 cairo cairo-pdf cairo-svg pangocairo pangoft2 librsvg-2.0 libxml-2.0 libpng \
  libqpdf poppler-glib zlib xlsxwriter minizip
PKGS_reg = glib-2.0 gio-2.0 sqlite3 libsodium icu-i18n
PKGS_office = $(PKGS_reg) $(PKGS_art) libgfshare hogweed nettle gmp json-glib-1.0
PKGS_cli = glib-2.0 gio-2.0 gio-unix-2.0 json-glib-1.0 libsodium
LIBS_list = -lcsv
LIBS_qr = -lstdc++ -lm
LIBS_art = -lstdc++ -lm

sources = $(wildcard src/$(1)/*.c src/$(1)/*.cc)
objects = $(patsubst src/%,$(BUILD)/obj/%.o,$(call sources,$(1)))
archives = $(patsubst %,$(BUILD)/lib%.a,$(USES_$(1)))
libs = $(shell pkg-config --libs $(sort $(foreach r,$(USES_$(1)),$(PKGS_$(r))))) \
  $(foreach r,$(USES_$(1)),$(LIBS_$(r)))

# Debug formats of third-party headers are not ours to mend.
system_headers = $(subst -I/,-isystem /,$(1))

.PHONY: all translations pot check unit asan asan-build fuzz fuzz-short valgrind soak crashtest bench bench-long scanlab format man install deb clean
.SECONDARY:
.DELETE_ON_ERROR:

all: $(BUILD)/khoa translations

define room
$(BUILD)/lib$(1).a: $(call objects,$(1))
	@rm -f $$@
	@ar rcs $$@ $$^
$(BUILD)/obj/$(1)/%.c.o: src/$(1)/%.c Makefile
	@mkdir -p $$(@D)
	@echo '  cc   $$<'
	$(Q)$(CC) $(CFLAGS_ALL) $$(CFLAGS_$(1)) -c -o $$@ $$<
$(BUILD)/obj/$(1)/%.cc.o: src/$(1)/%.cc Makefile
	@mkdir -p $$(@D)
	@echo '  c++  $$<'
	$(Q)$(CXX) $(CXXFLAGS_ALL) $$(CFLAGS_$(1)) -c -o $$@ $$<
$(BUILD)/tests/unit/$(1)/%: tests/unit/$(1)/%.c $$(call archives,$(1)) Makefile
	@mkdir -p $$(@D)
	@echo '  test $$<'
	$(Q)$(CC) $(CFLAGS_ALL) -UG_DISABLE_ASSERT $$(CFLAGS_$(1)) $$(CFLAGS_glib) -Itests $(LDFLAGS_ALL) -o $$@ $$< \
	  $$(call archives,$(1)) $$(call libs,$(1)) $$(LIBS_glib)
endef

# SQL as C string literals.
$(BUILD)/gen/%.sql.inc: src/%.sql
	@mkdir -p $(@D)
	@sed -e 's/[\\"]/\\&/g' -e 's/.*/"&\\n"/' $< >$@
$(BUILD)/obj/reg/migrate.c.o: $(patsubst src/%,$(BUILD)/gen/%.inc,$(wildcard src/reg/schema/*.sql))

$(foreach r,$(ROOMS),$(eval CFLAGS_$(r) := $(call system_headers,$(shell pkg-config --cflags $(PKGS_$(r))))))
CFLAGS_glib := $(call system_headers,$(shell pkg-config --cflags glib-2.0 gio-2.0 json-glib-1.0))
LIBS_glib := $(shell pkg-config --libs glib-2.0 gio-2.0 json-glib-1.0)
$(foreach r,$(ROOMS),$(eval $(call room,$(r))))

$(BUILD)/khoa: $(call archives,cli)
	@echo '  link $@'
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $(call archives,cli) $(call libs,cli)

include src/po/po.mk

UNIT_TESTS = $(patsubst %.c,$(BUILD)/%,$(wildcard tests/unit/*/test_*.c))
SCANLAB = $(BUILD)/tests/scanlab/scanlab $(BUILD)/tests/scanlab/age
# A surveyor's phone, for the command's tests.
PHONE = $(BUILD)/tests/phone/phone
$(PHONE): tests/phone/phone.c Makefile
	@mkdir -p $(@D)
	@echo '  cc   $<'
	$(Q)$(CC) $(CFLAGS_ALL) -MF $@.d $(LDFLAGS_ALL) -o $@ $< $(shell pkg-config --libs hogweed nettle gmp libsodium)
unit: $(UNIT_TESTS) $(SCANLAB) $(PHONE) fuzz-short

check: all unit web
	tests/run $(BUILD)

# The same with AddressSanitizer and UndefinedBehaviorSanitizer, in a build of its own.
ASAN = $(MAKE) BUILD=$(BUILD)/asan OPTIMISE='-O1 -g -fno-omit-frame-pointer' \
  SANITISE='-fsanitize=address,undefined -fno-sanitize-recover=undefined'
asan-build:
	+$(ASAN) all unit
asan: asan-build
	tests/run $(BUILD)/asan

# Fuzz targets with a driver of their own.
FUZZ = reading bundle minisign form survey
FUZZ_TARGETS = $(patsubst %,$(BUILD)/tests/fuzz/fuzz_%,$(FUZZ))
$(BUILD)/tests/fuzz/fuzz_%: tests/fuzz/fuzz_%.c tests/fuzz/replay.c $(BUILD)/libtag.a
	@mkdir -p $(@D)
	@echo '  fuzz $<'
	$(Q)$(CC) -std=c17 $(WARNINGS) $(COMMON) -MF $@.d $(LDFLAGS_ALL) -fPIE -o $@ $(filter %.c %.a,$^) $(LIBS_tag_pc)
LIBS_tag_pc := $(shell pkg-config --libs libsodium)
fuzz-short: $(FUZZ_TARGETS)

# A long campaign with clang's libFuzzer; a short one, with replay.c, is part of check.
FUZZ_SECONDS = 60
fuzz: $(patsubst %,$(BUILD)/tests/fuzz/long_%,$(FUZZ))
	for x in $(FUZZ); do mkdir -p $(BUILD)/corpus/$$x && $(BUILD)/tests/fuzz/long_$$x \
	  -max_total_time=$(FUZZ_SECONDS) $(BUILD)/corpus/$$x tests/corpus/$$x || exit 1; done
$(BUILD)/tests/fuzz/long_%: tests/fuzz/fuzz_%.c $(wildcard src/tag/*.c)
	@mkdir -p $(@D)
	clang -std=c17 -O1 -g -Isrc -D_GNU_SOURCE -fsanitize=fuzzer,address,undefined -o $@ $^ $(LIBS_tag_pc)

# Tags a second, and ratios to what can't be avoided; surveys; the scanner page.
$(BUILD)/tests/bench/%: tests/bench/%.c tests/bench/bench.h $(call archives,office) Makefile
	@mkdir -p $(@D)
	@echo '  bench $<'
	$(Q)$(CC) $(CFLAGS_ALL) $(CFLAGS_office) $(LDFLAGS_ALL) -o $@ $< $(call archives,office) $(call libs,office)
BENCHES = $(patsubst %,$(BUILD)/tests/bench/bench_%,issue verify proof report)
bench: all web $(PHONE) $(BENCHES)
	$(BUILD)/tests/bench/bench_issue
	$(BUILD)/tests/bench/bench_verify $(BUILD)/khoa
	$(BUILD)/tests/bench/bench_proof
	$(BUILD)/tests/bench/bench_report
	KHOA_BUILD=$(BUILD) tests/bench/survey
	KHOA_BUILD=$(BUILD) tests/bench/page
	tests/bench/peers/run 1000

# The same up to a million tags: some minutes.
bench-long: $(BUILD)/tests/bench/bench_issue
	$(BUILD)/tests/bench/bench_issue 1000 10000 100000 1000000

# Four processes at one office for a minute; a short form is part of check.
soak: all
	KHOA_BUILD=$(BUILD) KHOA_SOAK_SECONDS=60 sh tests/cli/test_soak.sh

# Every command, killed, without power, or with a full or broken disk at each single call: half an hour.
CRASHES = KILL POWER TORN FULL EIO ONCE
crashtest: all $(PHONE)
	@for how in $(CRASHES); do KHOA_BUILD=$(BUILD) KHOA_EXHAUSTIVE=1 KHOA_HOW=KHOA_$${how}_AT \
	  sh tests/cli/test_crash.sh >$(BUILD)/crash-$$how.log; grep '^not ok\|points tried' $(BUILD)/crash-$$how.log; done
	@cat $(CRASHES:%=$(BUILD)/crash-%.log) | awk '/^not ok/ {bad = 1} \
	  /points tried/ {runs++; tried += $$3; survived += $$6} \
	  END {print "crash points:", tried, "tried,", survived, "survived"; exit bad || runs < $(words $(CRASHES))}'

# A laboratory of worn tags: how often each layout is read, docs/SCANNING.md. `check` runs a short one.
$(BUILD)/tests/scanlab/%: tests/scanlab/%.c tests/scanlab/ageing.c tests/scanlab/labtag.c \
  $(wildcard tests/scanlab/*.h) $(call archives,art) Makefile
	@mkdir -p $(@D)
	@echo '  lab  $<'
	$(Q)$(CC) $(CFLAGS_ALL) -MF $@.d $(CFLAGS_art) $(CFLAGS_qr) $(LDFLAGS_ALL) -o $@ $(filter %.c %.a,$^) \
	  $(call libs,art)
scanlab: $(SCANLAB)
	$(BUILD)/tests/scanlab/scanlab

valgrind: all unit
	KHOA_VALGRIND=1 tests/run $(BUILD)

format:
	clang-format -i src/*/*.[ch] src/*/*.cc $(wildcard tests/*/*.[ch] tests/unit/*/*.[ch])

include src/web/web.mk

# The manual is written by the program itself, from the tables that --help shows.
MAN = $(BUILD)/man
$(MAN)/stamp: $(BUILD)/khoa $(MO)
	@echo '  man  $(MAN)'
	@rm -rf $(MAN)
	$(Q)LC_ALL=en_US.UTF-8 LANGUAGE=en $(BUILD)/khoa help --man $(MAN)
	$(Q)LC_ALL=vi_VN.UTF-8 LANGUAGE=vi $(BUILD)/khoa help --man $(MAN)/vi
	@touch $@
man: $(MAN)/stamp

SHARE = $(DESTDIR)$(PREFIX)/share
copy = install -d $(SHARE)/$(2) && install -m 644 $(1) $(SHARE)/$(2)
install: all man
	install -D -m 755 $(BUILD)/khoa $(DESTDIR)$(PREFIX)/bin/khoa
	$(call copy,layouts/*.svg,khoa/layouts)
	$(call copy,fonts/*.ttf,khoa/fonts)
	for section in man1 man7 vi/man1 vi/man7; do $(call copy,$(MAN)/$$section/*,man/$$section) || exit 1; done
	install -D -m 644 src/cli/khoa.bash $(SHARE)/bash-completion/completions/khoa
	$(call copy,README.md LICENSE,doc/khoa)
	$(call copy,docs/*.md,doc/khoa/docs)
	$(call copy,docs/pictures/*,doc/khoa/docs/pictures)
	$(call copy,samples/*,doc/khoa/samples)
	$(call copy,$(BUILD)/locale/vi/LC_MESSAGES/khoa.mo,locale/vi/LC_MESSAGES)
	if [ -f $(WEB)/index.html ]; then \
	  rm -rf $(SHARE)/khoa/web && cp -r $(WEB) $(SHARE)/khoa/web; \
	else echo "the scanner page isn't built: 'make web', then 'make install' again"; fi

# A Debian package of the same.
deb: all man web
	+MAKE='$(MAKE)' scripts/deb/build $(BUILD) $(VERSION) $(RELEASED)

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
