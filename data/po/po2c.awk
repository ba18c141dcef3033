# zh_CN.po -> lines "msgid<TAB>msgstr" for sorting; fuzzy and empty entries are left out.
# Escapes are not allowed in a msgid (write ' for a quote): sorted as text it is then sorted as the C string too.
function unquote(s) { sub(/^[^"]*"/, "", s); sub(/"[ \t\r]*$/, "", s); return s }
function flush() {
	if (id != "" && str != "" && !fuzzy) {
		if (id ~ /\\/) { print "po2c: escape in msgid: " id > "/dev/stderr"; exit 1 }
		print id "\t" str
	}
	id = str = ""; fuzzy = 0; mode = ""
}
/^#,.*fuzzy/ { flush(); fuzzy = 1; next }
/^#/ { next }
/^msgid / { f = fuzzy; flush(); fuzzy = f; mode = "id"; id = unquote($0); next }
/^msgstr / { mode = "str"; str = unquote($0); next }
/^"/ { if (mode == "id") id = id unquote($0); else str = str unquote($0); next }
END { flush() }
