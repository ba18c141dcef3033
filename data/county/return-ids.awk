# data/county/return-ids.txt -> the table return_ids, by table and id.
BEGIN {
	split("figures status tests risk assignment sweep", tabs)
	for (i in tabs) tab[tabs[i]] = i - 1
	tab["rates"] = tab["figures"]
	print "/* Made from data/county/return-ids.txt. */\n#include \"exchange/package/return_priv.h\""
	print "const struct return_id return_ids[] = {"
	fflush()
	sort = "LC_ALL=C sort"
}
/^[0-9]/ { lists = $1; for (i = 3; i <= NF; i++) printf "\t{%d, \"%s\", %d, %s},\n", tab[$2], $i, $1, $2 == "rates" ? "true" : "false" | sort }
END {
	close(sort)
	print "};\nconst size_t return_id_count = sizeof return_ids / sizeof *return_ids;\nconst int return_id_lists = " lists ";"
}
