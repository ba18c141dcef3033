# data/access/passwords.txt -> the C table core/secret looks in.
BEGIN {
	print "/* Made from data/access/passwords.txt. */"
	print "#include \"core/blocklist.h\"\n\nconst char *const blocklist[] = {"
}
/^#/ || /^$/ { next }
{
	gsub(/[\\"]/, "\\\\&")
	printf "\t\"%s\",\n", $0
}
END { print "};\nconst size_t blocklist_count = sizeof blocklist / sizeof *blocklist;" }
