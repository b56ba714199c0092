# The scanner page: the trust core compiled to WebAssembly, the decoder, and the page's own files, put
# together in $(WEB). `khoa web DIR` makes a site of them for an office.

WASM_CC = clang-14
WEB = $(BUILD)/web
WEB_PARTS = $(BUILD)/web-parts
SODIUM = $(BUILD)/libsodium

WASM_TAG = payload code decimal verify base64 date bundle bundle_index bundle_line bundle_parse \
  bundle_records verdict minisign minisign_file records form roster note
WASM_SOURCES = $(patsubst %,src/tag/%.c,$(WASM_TAG)) src/list/grouping.c $(wildcard src/web/*.c)
WASM_SODIUM = crypto_sign/ed25519/ref10/open.c crypto_sign/crypto_sign.c \
  crypto_core/ed25519/ref10/ed25519_ref10.c crypto_hash/sha512/cp/hash_sha512_cp.c \
  crypto_verify/sodium/verify.c sodium/codecs.c crypto_generichash/crypto_generichash.c \
  crypto_generichash/blake2b/ref/generichash_blake2b.c \
  crypto_generichash/blake2b/ref/blake2b-ref.c \
  crypto_generichash/blake2b/ref/blake2b-compress-ref.c \
  $(patsubst %,crypto_pwhash/argon2/%.c,argon2 argon2-core argon2-encoding argon2-fill-block-ref \
    blake2b-long pwhash_argon2id) \
  crypto_scalarmult/crypto_scalarmult.c crypto_scalarmult/curve25519/scalarmult_curve25519.c \
  crypto_scalarmult/curve25519/ref10/x25519_ref10.c crypto_core/hsalsa20/ref2/core_hsalsa20_ref2.c \
  crypto_core/salsa/ref/core_salsa_ref.c crypto_stream/salsa20/stream_salsa20.c \
  crypto_stream/salsa20/ref/salsa20_ref.c crypto_stream/xsalsa20/stream_xsalsa20.c \
  crypto_onetimeauth/poly1305/onetimeauth_poly1305.c \
  crypto_onetimeauth/poly1305/donna/poly1305_donna.c crypto_secretbox/crypto_secretbox_easy.c \
  crypto_box/crypto_box.c crypto_box/crypto_box_easy.c \
  crypto_box/curve25519xsalsa20poly1305/box_curve25519xsalsa20poly1305.c

WASM_FLAGS = --target=wasm32-wasi -O2 -flto -DNDEBUG -Isrc \
  -isystem $(SODIUM)/include -isystem $(SODIUM)/include/sodium -DSODIUM_STATIC -DCONFIGURED=1
WASM_LINK = -mexec-model=reactor -Wl,--no-entry -Wl,--gc-sections -Wl,--strip-all -Wl,-z,stack-size=131072
WASM_OBJECTS = $(patsubst src/%.c,$(WEB_PARTS)/%.o,$(WASM_SOURCES)) \
  $(patsubst %.c,$(WEB_PARTS)/sodium/%.o,$(WASM_SODIUM))

# A table less: see sodium.c.
$(WEB_PARTS)/sodium/crypto_scalarmult/curve25519/ref10/x25519_ref10.o: \
  WASM_FLAGS += -Dge25519_scalarmult_base=khoa_scalarmult_base
$(WEB_PARTS)/sodium/%.o: $(SODIUM)/sodium.h src/web/web.mk
	@mkdir -p $(@D)
	$(Q)$(WASM_CC) -std=c17 -w $(WASM_FLAGS) -c -o $@ $(SODIUM)/$*.c
$(WEB_PARTS)/%.o: src/%.c $(SODIUM)/sodium.h src/web/web.mk
	@mkdir -p $(@D)
	@echo '  wasm $<'
	$(Q)$(WASM_CC) -std=c17 $(WARNINGS) $(WASM_FLAGS) -MMD -MP -c -o $@ $<
$(SODIUM)/sodium.h:
	@scripts/libsodium $(SODIUM)
$(WEB_PARTS)/khoa.wasm: $(WASM_OBJECTS)
	@echo '  link $@'
	$(Q)$(WASM_CC) $(WASM_FLAGS) $(WASM_LINK) -o $@ $^

# The decoder and the encoder of QR codes, as the lockfile has them.
ZXING = $(WEB_PARTS)/node_modules/zxing-wasm
$(WEB_PARTS)/npm.stamp: src/web/package.json src/web/package-lock.json
	@mkdir -p $(@D)
	@cp src/web/package.json src/web/package-lock.json $(@D)
	@echo '  npm  zxing-wasm, qrcode-generator'
	$(Q)cd $(@D) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

WEB_FILES = $(wildcard src/web/*.html src/web/*.webmanifest src/web/*.css src/web/*.js src/web/i18n/*.js) \
  src/web/icon.svg
WEB_ICONS = $(patsubst %,$(WEB_PARTS)/icon-%.png,192 maskable)
icon_size = $(patsubst maskable,512,$(1))
$(WEB_PARTS)/icon-%.png: src/web/icon.svg src/web/icon-maskable.svg
	@mkdir -p $(@D)
	$(Q)rsvg-convert -w $(call icon_size,$*) -o $@ src/web/icon$(if $(filter maskable,$*),-maskable).svg

$(WEB)/index.html: $(WEB_FILES) $(WEB_ICONS) $(WEB_PARTS)/khoa.wasm $(WEB_PARTS)/npm.stamp src/web/web.mk
	@echo '  site $(WEB)'
	@rm -rf $(WEB)
	@mkdir -p $(WEB)/zxing/reader $(WEB)/i18n
	@cp $(filter-out src/web/i18n/%,$(WEB_FILES)) $(WEB_ICONS) $(WEB_PARTS)/khoa.wasm $(WEB)
	@cp src/web/i18n/*.js $(WEB)/i18n
	@cp $(ZXING)/dist/es/reader/index.js $(WEB)/zxing/reader
	@cp $(ZXING)/dist/es/share.js $(ZXING)/dist/reader/zxing_reader.wasm $(WEB)/zxing
	@cp $(WEB_PARTS)/node_modules/qrcode-generator/dist/qrcode.mjs $(WEB)/qr-encoder.js
	@cat $(ZXING)/LICENSE $(SODIUM)/LICENSE >$(WEB)/licences.txt
	@chmod 644 $(WEB)/*.* && touch $@

.PHONY: web
web: $(WEB)/index.html
