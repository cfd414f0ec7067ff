# Files that are no store are left as they are.
echo "a letter" >letter.txt
readout list --store letter.txt || echo "status $?"
cat letter.txt
readout list --store /no/such/folder/store.db || echo "status $?"
