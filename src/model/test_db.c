/* Drug tests in the database. */
#include "core/clock.h"
#include "model/drug_test.h"
#include "model/order.h"
#include "station_db.h"

enum rc test_get(struct station *st, const struct actor *a, long long id, struct drug_test *out, struct err *err) {
	enum rc rc = use_query(st, a, ACT_LIST, 0, err);

	entity_init(&test_def, out);
	return rc != RC_OK ? rc : record_load(st->store, &test_def, id, out, err);
}

enum rc test_put(struct station *st, struct change *c, struct drug_test *t, struct err *err) {
	enum rc rc = order_on_day(st, c->actor, t->resident.id, t->occurred, &t->order_id.id, err);

	if (rc != RC_OK)
		return rc;
	return t->rec.id ? change_update(c, &test_def, t, err) : change_insert(c, &test_def, t, err);
}

enum rc test_save(struct station *st, const struct actor *a, struct drug_test *t, struct err *err) {
	struct change c;
	struct record before = t->rec;
	enum rc rc = use_begin(&c, st, a, ACT_SAVE, t->rec.id ? "test.edit" : "test.add", t->resident.id, err);

	if (rc == RC_OK)
		rc = test_check(t, clock_today(), NULL, err);
	if (rc == RC_OK)
		rc = test_put(st, &c, t, err);
	if (rc == RC_OK)
		rc = due_refresh(st, t->resident.id, err);
	if (rc == RC_OK)
		rc = change_commit(&c, err);
	if (rc != RC_OK)
		t->rec = before;
	change_end(&c);
	return rc;
}

enum rc test_void(struct station *st, const struct actor *a, long long id, long long ver, const char *reason,
                  struct err *err) {
	struct change c;
	struct drug_test t;
	enum rc rc = use_begin(&c, st, a, ACT_VOID, "test.void", 0, err);

	entity_init(&test_def, &t);
	if (rc == RC_OK)
		rc = record_load(st->store, &test_def, id, &t, err);
	if (rc == RC_OK)
		rc = change_void(&c, &test_def, id, ver, reason, err);
	if (rc == RC_OK)
		rc = due_refresh(st, t.resident.id, err);
	if (rc == RC_OK)
		rc = change_commit(&c, err);
	change_end(&c);
	entity_clear(&test_def, &t);
	return rc;
}

enum rc test_list(struct station *st, const struct actor *a, long long resident, long long order, struct ids *out,
                  struct err *err) {
	struct stmt *q = NULL;
	enum rc rc = use_query(st, a, ACT_LIST, resident, err);

	if (rc == RC_OK)
		rc = stmt_get(st->store,
		              "SELECT id FROM drug_test WHERE resident = ?1 AND voided_at IS NULL"
		              " AND (?2 IS NULL OR order_id = ?2) ORDER BY occurred DESC, id DESC",
		              &q, err);
	if (rc != RC_OK)
		return rc;
	stmt_bind_int(q, 1, resident);
	stmt_bind_ref(q, 2, order);
	return ids_read(q, out, err);
}

enum rc test_list_all(struct station *st, const struct actor *a, struct ids *out, struct err *err) {
	struct stmt *q = NULL;
	enum rc rc = use_query(st, a, ACT_LIST, 0, err);

	if (rc == RC_OK)
		rc = stmt_get(st->store,
		              "SELECT t.id FROM drug_test t JOIN resident_visible r ON r.id = t.resident"
		              " WHERE t.voided_at IS NULL ORDER BY t.occurred, t.id",
		              &q, err);
	return rc != RC_OK ? rc : ids_read(q, out, err);
}

enum rc test_find(struct station *st, const struct actor *a, long long resident, struct date day, struct code sample,
                  bool with_void, struct ids *out, struct err *err) {
	struct stmt *q = NULL;
	enum rc rc = use_query(st, a, ACT_LIST, resident, err);

	if (rc == RC_OK)
		rc = stmt_get(st->store,
		              "SELECT id FROM drug_test WHERE resident = ?1 AND occurred = ?2 AND (?3 IS NULL OR sample = ?3)"
		              " AND (?4 OR voided_at IS NULL) ORDER BY id",
		              &q, err);
	if (rc != RC_OK)
		return rc;
	stmt_bind_int(q, 1, resident);
	stmt_bind_date(q, 2, day);
	stmt_bind_code(q, 3, sample);
	stmt_bind_int(q, 4, with_void);
	return ids_read(q, out, err);
}
