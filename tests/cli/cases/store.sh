# Kept once, passed over the second time, a changed text is a new version.
readout add --outlet "Harbour Wire" --published 2031-04-07 "$EXAMPLES/1-harbour-wire.txt"
readout add "$EXAMPLES/2-meridian-post.html" "$EXAMPLES/4-reports.jsonl"
readout add "$EXAMPLES/4-reports.jsonl"
sed 's/Eleven members/Twelve members/' "$EXAMPLES/4-reports.jsonl" | readout add -
# How many records a report has is for other tests.
uncounted() { sed -E 's/ +[0-9]+ +[0-9]+$//; s/,[0-9]+,[0-9]+$//; s/"statements":[0-9]+,"figures":[0-9]+/…/'; }
readout list | uncounted
readout list --outlet meridian --json | uncounted
readout list --csv --since 2031-04-11 | uncounted
readout show hw-2031-0410-03 --version 1 | head -3
readout show hw-2031 || echo "status $?"
readout show nothing || echo "status $?"
readout show hw-2031-0410-03 --version 7 || echo "status $?"
readout info | sed -E 's/^(bytes|statements|figures|dates) .*/\1/'
