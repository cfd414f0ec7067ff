printf 'Envoys left Karsa, she said.\n\n"We are done."\n' | readout parse
printf '{"id":"x","text":"Talks failed."}' | readout parse --json
