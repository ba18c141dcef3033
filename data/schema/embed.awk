# data/schema/NNN-name.sql files -> the table of migrations main hands to the store. "CREATE REGISTER name (" stands for
# the table of a register of events up to its own columns: what every record, and every event on a resident, begins with;
# since step 23 its proof is among them. "CREATE LEDGER name (" the same for a register of the station's own, which hangs
# on nobody.
# NEW_UID stands for a fresh uid: 26 characters of the alphabet of core/uid, 130 bits of which the first two are 0.
function flush_file() { if (open) print "\t},"; open = 0 }
function put(line) { gsub(/\\/, "\\\\", line); gsub(/"/, "\\\"", line); print "\t\"" line "\\n\"" }
BEGIN {
	print "/* Made from data/schema/; do not edit. */"
	print "#include \"store/schema.h\""
	print "#pragma GCC diagnostic ignored \"-Woverlength-strings\""
	print "const struct migration schema_migrations[] = {"
	head = "id INTEGER PRIMARY KEY|uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 26)|ver INTEGER NOT NULL|" \
		"seq INTEGER NOT NULL|recorded_at INTEGER NOT NULL|recorded_by INTEGER REFERENCES officer(id)|" \
		"import_id INTEGER REFERENCES import_log(id)|source TEXT NOT NULL|voided_at INTEGER|" \
		"voided_by INTEGER REFERENCES officer(id)|void_reason TEXT|" \
		"resident INTEGER NOT NULL REFERENCES resident(id)|order_id INTEGER REFERENCES treatment_order(id)|" \
		"occurred TEXT NOT NULL CHECK (occurred IS date(occurred, '+0 days'))|occurred_time TEXT|place_text TEXT"
	heads = split(head, columns, "|")
	owned = 5 # of them, what only an event on a resident has
	uid = "substr('01234567', 1 + (random() & 7), 1)"
	for (i = 1; i < 26; i++) uid = uid " || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + (random() & 31), 1)"
}
FNR == 1 {
	flush_file()
	name = FILENAME; sub(/.*\//, "", name); sub(/\.sql$/, "", name)
	version = name + 0; sub(/^[0-9]+-/, "", name)
	if (version != ++count) { print "embed: step " count " is missing before " FILENAME > "/dev/stderr"; exit 1 }
	printf "\t{.version = %d, .name = \"%s\", .sql =\n", version, name
	open = 1
}
/^CREATE (REGISTER|LEDGER) [a-z_]+ \($/ {
	put("CREATE TABLE " $3 " (")
	for (i = 1; i <= heads - ($2 == "LEDGER" ? owned : 0); i++) put("\t" columns[i] ",")
	if (version >= 23) put("\tproof BLOB CHECK (proof IS NULL OR length(proof) = 40),")
	next
}
/NEW_UID/ { at = index($0, "NEW_UID"); put(substr($0, 1, at - 1)); put(uid); put(substr($0, at + 7)); next }
{ put($0) }
END { flush_file(); print "};"; printf "const unsigned long schema_migration_count = %d;\n", count }
