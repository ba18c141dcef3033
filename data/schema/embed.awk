# data/schema/NNN-name.sql files -> the table of migrations main hands to the store.
function flush_file() { if (open) print "\t},"; open = 0 }
BEGIN {
	print "/* Made from data/schema/; do not edit. */"
	print "#include \"store/schema.h\""
	print "#pragma GCC diagnostic ignored \"-Woverlength-strings\""
	print "const struct migration schema_migrations[] = {"
}
FNR == 1 {
	flush_file()
	name = FILENAME; sub(/.*\//, "", name); sub(/\.sql$/, "", name)
	version = name + 0; sub(/^[0-9]+-/, "", name)
	if (version != ++count) { print "embed: step " count " is missing before " FILENAME > "/dev/stderr"; exit 1 }
	printf "\t{.version = %d, .name = \"%s\", .sql =\n", version, name
	open = 1
}
{ line = $0; gsub(/\\/, "\\\\", line); gsub(/"/, "\\\"", line); print "\t\"" line "\\n\"" }
END { flush_file(); print "};"; printf "const unsigned long schema_migration_count = %d;\n", count }
