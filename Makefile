# A thin front for Meson. `make demo` and `make test` set everything up by themselves on Debian 12.
READOUT := build/readout

.PHONY: all set-up program models demo test asan tsan fuzz bench lint install clean

all: models
	@ninja -C build

set-up:
	@tools/set_up

program: set-up
	@ninja -C build readout

# The fetched packages, installed in the user's data folder where they are not there yet.
models: program
	@tools/install_models $(READOUT)

demo: models
	@tools/demo $(READOUT)

test: models
	@ninja -C build
	@meson test -C build --no-rebuild --print-errorlogs

# The unit tests once more, under AddressSanitizer and UndefinedBehaviourSanitizer.
asan: models
	@tools/sanitized_tests address,undefined build-asan

# The threaded part under ThreadSanitizer.
tsan: models
	@tools/sanitized_tests thread build-tsan

# Every reader for SECONDS each, with libFuzzer.
fuzz: models
	@tools/fuzz $(or $(SECONDS),60)

bench: models
	@ninja -C build bench/bench_engine
	@bench/run $(READOUT)

lint: set-up
	@tools/lint

install: set-up
	@ninja -C build
	@meson install -C build

clean:
	rm -rf build build-asan build-tsan build-fuzz
