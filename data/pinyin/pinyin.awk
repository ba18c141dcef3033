# surnames.txt, then Unihan_Readings.txt -> build/gen/pinyin_table.c. Runs under mawk with LC_ALL=C, so the letters
# with tone marks are byte strings. kTGHZ2013 gives every reading of the 8,105 common characters, kMandarin the
# commonest one of 41,000. Unihan comes sorted by code point; that is checked here, the search relies on it.
BEGIN {
	FORMAT = 4 # raise it when what is made from the same data, or the keys made of it, change: stored keys are then rebuilt
	n = split("a āáǎà e ēéěèêếề i īíǐì o ōóǒò u ūúǔù v ǖǘǚǜü n ńňǹ m ḿ", word, " ")
	for (i = 1; i < n; i += 2) plain_of[word[i]] = word[i + 1]
	for (c = 1; c < 256; c++) ord[sprintf("%c", c)] = c
	for (i = 0; i < 26; i++) bit[substr("abcdefghijklmnopqrstuvwxyz", i + 1, 1)] = 2 ^ i
	FS = "\t"
	print "/* Made from Unihan_Readings.txt and data/pinyin/surnames.txt by data/pinyin/pinyin.awk; do not edit. */"
	print "#include \"core/pinyin_table.h\"\n"
}
function hex(s,   i, v) {
	v = 0
	for (i = 1; i <= length(s); i++) v = v * 16 + index("0123456789ABCDEF", substr(s, i, 1)) - 1
	return v
}
# A syllable without its tone. Every reading is mended once: there are some 1,500 different ones.
function toneless(r,   letter, i, k, mark, s) {
	if (r in known) return known[r]
	s = r
	for (letter in plain_of) {
		# Each marked letter is 2 bytes, or 3 beginning with E1.
		mark = plain_of[letter]
		for (i = 1; i <= length(mark); i += k) {
			k = ord[substr(mark, i, 1)] == 225 ? 3 : 2
			gsub(substr(mark, i, k), letter, s)
		}
	}
	gsub(/[^a-z]/, "", s) # combining marks that stand alone
	return known[r] = s
}
function syllable_number(s) {
	if (!(s in number)) { number[s] = syllables; syllable[syllables++] = s }
	return number[s]
}
function flush_row(   mask, i, k, read) {
	if (cp == "" || main == "") { cp = ""; return }
	mask = 0
	for (i in has) mask += bit[i]
	row[rows++] = sprintf("\t{0x%X, 0x%X},", cp * 2048 + syllable_number(main), mask)
	read[main] = 1
	for (k = 0; k < heard; k++)
		if (!(other[k] in read)) {
			read[other[k]] = 1
			more[mores++] = sprintf("\t0x%X,", cp * 2048 + syllable_number(other[k]))
		}
	cp = ""
}
# The first kMandarin reading is the main one; a row without kMandarin takes its first other one.
function add(reading, mandarin,   s) {
	s = toneless(reading)
	if (s == "") return
	has[substr(s, 1, 1)] = 1
	other[heard++] = s
	if (main == "" || mandarin && !main_is_mandarin) { main = s; main_is_mandarin = mandarin }
}
FILENAME != "-" {
	if ($0 ~ /^#/ || NF == 0) next
	for (i = 1; i <= length($0); i++) sum = (sum * 31 + ord[substr($0, i, 1)]) % 2147483647
	n = split($0, word, " ")
	readings = word[2]
	for (i = 3; i <= n; i++) readings = readings "/" word[i]
	gsub(/\+/, " ", readings)
	surname[surnames++] = sprintf("\t{\"%s\", \"%s\"},", word[1], readings)
	next
}
/^# Date: / { date = substr($0, 9, 10) }
/^U\+/ && ($2 == "kMandarin" || $2 == "kTGHZ2013") {
	if ($1 != name) {
		flush_row()
		for (i in has) delete has[i]
		heard = 0
		name = $1; cp = hex(substr($1, 3)); main = ""; main_is_mandarin = 0
		if (cp <= last) { bad = "Unihan_Readings.txt is not sorted at " $1 " after " last; exit }
		last = cp
	}
	n = split($3, item, " ")
	for (i = 1; i <= n; i++) {
		sub(/.*:/, "", item[i])
		m = split(item[i], one, ",")
		for (k = 1; k <= m; k++) add(one[k], $2 == "kMandarin")
	}
}
END {
	flush_row()
	if (!bad && (rows < 30000 || date == "" || syllables > 2047)) bad = "Unihan_Readings.txt is not as expected"
	if (bad) { print "pinyin: " bad > "/dev/stderr"; exit 1 }
	print "const struct pinyin_row pinyin_table[] = {"
	for (i = 0; i < rows; i++) print row[i]
	printf "};\nconst unsigned long pinyin_count = %d;\n\nconst uint32_t pinyin_more[] = {\n", rows
	for (i = 0; i < mores; i++) print more[i]
	printf "};\nconst unsigned long pinyin_more_count = %d;\n\nconst char *const pinyin_syllables[] = {\n", mores
	for (i = 0; i < syllables; i++) printf "\t\"%s\",\n", syllable[i]
	print "};\n\nconst struct pinyin_surname pinyin_surnames[] = {"
	for (i = 0; i < surnames; i++) print surname[i]
	printf "};\nconst unsigned long pinyin_surname_count = %d;\n", surnames
	printf "const char pinyin_table_version[] = \"%s/%d/%d\";\n", date, FORMAT, sum
}
