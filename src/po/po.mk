# Translations: strings marked by _(), N_(), C_(), NC_() and ngettext() in src/ -> vi.po -> khoa.mo.
# `make pot` extracts them again and merges them into vi.po; tests/cli/test_language.sh tells when that
# is due. No dates, names or line numbers are kept, so that a change of a string changes it alone.

MO = $(BUILD)/locale/vi/LC_MESSAGES/khoa.mo
translations: $(MO)
$(MO): src/po/vi.po
	@mkdir -p $(@D)
	@echo '  po   $<'
	$(Q)msgfmt --check-format --check-domain -o $@ $<

POT = $(BUILD)/khoa.pot
XGETTEXT = xgettext --from-code=UTF-8 --language=C --add-comments=translators: --no-location --sort-output \
  --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 --keyword=ngettext:1,2 \
  --flag=_:1:pass-c-format --flag=ngettext:1:pass-c-format \
  --flag=ngettext:2:pass-c-format --package-name=khoa
$(POT): $(sort $(wildcard src/*/*.c src/*/*.h))
	@mkdir -p $(@D)
	@echo '  pot  $@'
	$(Q)$(XGETTEXT) --output=$@ $^
pot: $(POT)
	msgmerge --quiet --no-fuzzy-matching --no-location --sort-output --output-file=$(POT).po src/po/vi.po $(POT)
	msgattrib --no-obsolete $(POT).po | sed -e '/^"POT-Creation-Date:/d' -e '/^"PO-Revision-Date:/d' >src/po/vi.po
