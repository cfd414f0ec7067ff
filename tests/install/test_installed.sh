#!/bin/sh
# What is installed is all that a program needs: test_installed.sh BUILD_FOLDER
#
# The header alone as C11 and C++17, the exported symbols as tests/symbols.txt lists them, a program
# built with what pkg-config says, the manual, and completions that their shells accept.
set -eu
here=$(dirname "$(realpath "$0")")
build=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
complain() {
    echo "$*" >&2
    exit 1
}

DESTDIR=$folder meson install -C "$build" --no-rebuild --quiet
prefix=$folder$(meson introspect "$build" --buildoptions | python3 -c '
import json, sys
print(next(option["value"] for option in json.load(sys.stdin) if option["name"] == "prefix"))')
header=$prefix/include/readout/readout.h
printf '#include "%s"\n' "$header" >"$folder/alone.c"
cp "$folder/alone.c" "$folder/alone.cc"
${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only "$folder/alone.c"
if command -v c++ >/dev/null; then c++ -std=c++17 -Wall -Wextra -Wpedantic -Werror -fsyntax-only "$folder/alone.cc"; fi

library=$(find "$prefix" -name 'libreadout.so.0')
nm -D --defined-only "$library" | awk '$2 == "T" { print $3 }' | sort >"$folder/symbols"
sed 's/$/@@READOUT_0/' "$here/../symbols.txt" | diff - "$folder/symbols" || complain "other symbols than tests/symbols.txt"
grep -o '\bro_[a-z_]*(' "$header" | tr -d '(' | sort -u | diff - "$here/../symbols.txt" || complain "the header declares other functions than tests/symbols.txt"

if command -v pkg-config >/dev/null; then
    export PKG_CONFIG_PATH="$(dirname "$library")/pkgconfig" PKG_CONFIG_SYSROOT_DIR="$folder"
    # shellcheck disable=SC2046
    ${CC:-cc} -std=c11 -o "$folder/program" "$here/reads_a_report.c" $(pkg-config --cflags --libs readout)
    status=0
    LD_LIBRARY_PATH=$(dirname "$library") "$folder/program" >"$folder/record" || status=$?
    [ "$status" = 0 ] || [ "$status" = 77 ] || complain "the program failed: $(cat "$folder/record")"
    [ "$status" = 77 ] || grep -q '"text":"Ilse Varga"' "$folder/record" || complain "no source in $(cat "$folder/record")"
fi

bash -n "$prefix/share/bash-completion/completions/readout.bash" || complain "bash does not take its completion"
if command -v zsh >/dev/null; then zsh -n "$prefix/share/zsh/site-functions/_readout"; fi
if command -v fish >/dev/null; then fish -n "$prefix/share/fish/vendor_completions.d/readout.fish"; fi
complete_with() { # words of a command line, the last to be completed
    bash -c '. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _readout; echo "${COMPREPLY[*]}"' \
        "$prefix/share/bash-completion/completions/readout.bash" "$@"
}
[ "$(complete_with readout tim)" = timeline ] || complain "bash completes no command"
[ "$(complete_with readout read --from js)" = jsonl ] || complain "bash completes no value"
[ "$(complete_with readout read -f js)" = jsonl ] || complain "bash completes no value of a short option"
[ "$(complete_with readout read --from = js)" = jsonl ] || complain "bash completes no value behind ="
[ "$(complete_with readout figures --lim)" = --limit ] || complain "bash completes no option"
[ "$(complete_with readout completion z)" = zsh ] || complain "bash completes no word of completion"

# The manual knows every command and option.
manual=$(find "$prefix" -name readout.1)
for option in $(grep -ohE '(^| )--[a-z]+' "$prefix/share/bash-completion/completions/readout.bash" | tr -d ' ' | sort -u); do
    [ "$option" = --help ] || grep -q -- "Fl -${option#--}\|, -${option#--}" "$manual" || complain "the manual lacks $option"
done
for command in $("$prefix/bin/readout" help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
    grep -q "Cm $command" "$manual" || complain "the manual lacks $command"
done
echo "installed, linked, documented, completed"
