readout add --quiet "$EXAMPLES/2-meridian-post.html" "$EXAMPLES/4-reports.jsonl"
readout statements --by Varga
readout statements --about 'ceasefire OR truce' --since 2031-04-12
readout statements --about 'no-such(word' && true
readout figures --of killed --in Karsa --csv | cut -d, -f1-5
readout timeline --limit 6
readout search 'church bells'
readout search zebra
readout export --text | cut -c1-40
