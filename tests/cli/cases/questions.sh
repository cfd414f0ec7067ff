readout add --rules --quiet "$EXAMPLES/2-meridian-post.html" "$EXAMPLES/4-reports.jsonl"
readout statements --by Varga
readout statements --about 'bells' --since 2031-04-12
readout statements --about '(no-such OR' || echo "status $?"
readout statements --act warn --csv | cut -d, -f1,2,3,8
readout statements --group speaker --since 2031-04-12 --until 2031-04-12 --width 72
readout timeline --act warn
readout statements --act shout || echo "status $?"
readout figures --of killed --in Karsa --csv | cut -d, -f1,2,5-9 | head -2
readout deadlines
readout deadlines --kind schedule --by varga --json
readout deadlines --in Karsa --about answer --csv | cut -d, -f1-10
readout deadlines --kind threat || echo "status $?"
readout timeline --since 2031-04-12 --until 2031-04-12 --by Varga
readout search 'church bells'
readout search zebra
readout export --text | cut -c1-40
