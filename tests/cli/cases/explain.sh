# Lines of language data move whenever a row is added.
without_lines() { sed -E 's/(tsv:|"line":)[0-9]+/\1N/g'; }
cp "$EXAMPLES/1-harbour-wire.txt" wire.txt
readout explain --rules --published 2031-04-07 wire.txt s1 --width 72 | without_lines
readout explain --rules --published 2031-04-07 wire.txt s4 --json | without_lines
readout explain --rules --published 2031-04-07 - f1 < wire.txt
readout explain --rules --published 2031-04-07 --color always wire.txt t1 | head -4
readout explain --rules wire.txt s99 || echo "status $?"
readout explain --rules wire.txt d1 || echo "status $?"
readout explain --rules wire.txt s || echo "status $?"
readout explain "$EXAMPLES/4-reports.jsonl" s1 || echo "status $?"
readout explain "$EXAMPLES/4-reports.jsonl" lb-88213/s1 | head -6
readout explain "$EXAMPLES/4-reports.jsonl" lb-88213/d2
readout explain "$EXAMPLES/4-reports.jsonl" nobody/s1 || echo "status $?"
readout add --quiet "$EXAMPLES/4-reports.jsonl"
readout explain hw-2031-0412 s2 | head -6
readout explain no-such-report s1 || echo "status $?"
