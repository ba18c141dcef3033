/* Names on file that want checking. */
#include "model/person/name_check.h"

#include "model/station/station_db.h"

enum rc names_to_check(struct station *st, const struct actor *a, struct ids *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT id, name, alias FROM resident_visible ORDER BY pinyin, id") {
		if (name_doubts(stmt_text(q, 1)) || name_doubts(stmt_text(q, 2)))
			ids_add(out, stmt_int(q, 0));
	}
	return rc;
}
