# Output that cannot be written, or that nobody reads on; options that cannot be; stores that are not there.
readout read "$EXAMPLES/1-harbour-wire.txt" >&- || echo "closed: $?"
readout read "$EXAMPLES/1-harbour-wire.txt" >/dev/full || echo "full: $?"
readout help >/dev/full || echo "full: $?"
readout add --rules --quiet "$EXAMPLES/4-reports.jsonl"
readout list --json >/dev/full || echo "full: $?"
readout export --text >/dev/full || echo "full: $?"
(for i in 1 2 3 4 5 6 7 8 9; do cat "$EXAMPLES/4-reports.jsonl"; done) | readout read --from jsonl --json | head -n 1 | cut -c1-40
readout read "$EXAMPLES/1-harbour-wire.txt" <&- 2>&- | head -n 1
readout read --largest none - || echo "status $?"
readout read --published yesterday - || echo "status $?"
readout list --store not-there.db || echo "status $?"
readout show x --store not-there.db || echo "status $?"
readout export --store not-there.db || echo "status $?"
test ! -e not-there.db
readout list --store '' || echo "status $?"
printf 'Nothing here.' | readout read
printf 'Mara Oden met reporters in Lorn. She said 14 men had died there on Monday in the fire at the old mill by the river.\n' > she.txt
readout read she.txt | sed -n '/WHO/,/^DATES/p'
