# What cannot be read gets a line each; what can be read is read; the status tells.
mkdir in
printf 'PK\003\004\000\000\000binary' >in/archive.txt
printf '   \n\n' >in/empty.txt
printf 'LORVIK — The minister said on Monday that the road was open.\n' >in/good.txt
cat >in/lines.jsonl <<'JSON'
{"id":"a","text":"Envoy Ada Brandt said the talks would go on."}
{"id":"b","text":
{"id":"c"}
[1,2]
{"id":"d","text":"Two people were killed, the mayor said."}
JSON
readout read --json in | cut -c1-60 || true
readout read --json in >/dev/null || echo "status $?"
readout read missing.txt || echo "status $?"
readout read --published 31/12/2030 in/good.txt || echo "status $?"
head -c 2000000 /dev/zero | tr '\0' 'a' >long.txt
readout read --largest 1 long.txt || echo "status $?"
readout read --model no_such_model in/good.txt || echo "status $?"
