/* The records the statutory counts of an order rest on. */
#include "model/rules/breach_count.h"

#include <stdlib.h>

#include "model/station/station_db.h"

enum rc event_load_all(struct station *st, const struct entity_def *def, long long order, void **out, size_t *n,
                       struct err *err) {
	char *sql = mem_printf("SELECT id FROM %s WHERE order_id = ?1 AND voided_at IS NULL AND resident ="
	                       " (SELECT resident FROM treatment_order WHERE id = ?1) ORDER BY occurred, id",
	                       def->name);
	struct ids ids = {0};
	enum rc rc;

	*out = NULL;
	*n = 0;
	rc = query_ids(st->store, &ids, err, sql, order);

	*out = mem_zalloc(ids.n + 1, def->size);
	for (; rc == RC_OK && *n < ids.n; ++*n) {
		void *rec = (char *)*out + *n * def->size;

		entity_init(def, rec);
		rc = record_load(st->store, def, ids.v[*n], rec, err);
	}
	ids_clear(&ids);
	free(sql);
	return rc;
}

void event_free_all(const struct entity_def *def, void *all, size_t n) {
	for (size_t i = 0; i < n; i++)
		entity_clear(def, (char *)all + i * def->size);
	free(all);
}

enum rc breach_count_of(struct station *st, const struct actor *a, long long order, struct date today, struct breach_count *out,
                  struct err *err) {
	void *missed = NULL, *warnings = NULL;
	size_t missed_count = 0, warning_count = 0;
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	*out = (struct breach_count){.items = NULL};
	if (rc == RC_OK)
		rc = event_load_all(st, &missed_def, order, &missed, &missed_count, err);
	if (rc == RC_OK)
		rc = event_load_all(st, &warning_def, order, &warnings, &warning_count, err);
	if (rc == RC_OK)
		breach_count_make(missed, missed_count, warnings, warning_count, today, out);
	event_free_all(&missed_def, missed, missed_count);
	event_free_all(&warning_def, warnings, warning_count);
	return rc;
}
