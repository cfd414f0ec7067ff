#!/bin/sh
# golden.sh NAME PROGRAM [ARGUMENT...] - feeds a golden file (what spaCy makes of texts) to a
# program's input.
#
# The files lie in ../shared beside the project, or in READOUT_SHARED; the model is READOUT_MODEL or
# the default one. Exit 77 says that a file is not here: the test is skipped.
shared=${READOUT_SHARED:-$(dirname "$0")/../../../shared}
file=$shared/spec/golden/$1.jsonl.xz
shift
if [ ! -r "$file" ]; then
    echo "skipped: $file is not here"
    exit 77
fi
# The exit status of a pipe is that of its last command.
xz -dc "$file" | "$@"
