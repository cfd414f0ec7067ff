# One line in, one line out, in order, with the caller's ids; an empty text has an empty record.
printf '%s\n' '{"id":"one","text":"The envoy said it was over."}' '{"id":"two","text":""}' '{"id":3,"text":"No."}' |
    readout read --from jsonl --to jsonl | sed 's/"text_sha256":"[0-9a-f]*",//; s/"model":"[^"]*",//; s/"atlas":"[^"]*",//'
