readout --version
readout help
readout help read
readout statements --help
