/* SPDX-License-Identifier: MIT
 * Every I/O call of every operation failed once and for ever. After each: the file opens, is sound, holds all of the
 * action or nothing; what was called saved is there; the same handle goes on once the fault is gone
 * (rules 12.2, 12.5).
 */
#include "store/faultvfs.h"
#include "store/fixture.h"

enum operation { OP_INSERT, OP_INSERT_BIG, OP_UPDATE, OP_VOID, OP_SEVERAL, OP_MIGRATE, OP_CREATE, OPS };
enum { SEVERAL = 5 };
static const char *const names[OPS] = {"insert", "large insert", "update", "void", "several at once", "migrate", "create"};


static enum rc insert_of(struct store *s, size_t remark, struct err *err) {
	struct thing t;
	entity_init(&thing_def, &t);
	set_text(&t.name, "new");
	if (remark > 0) {
		t.remark = mem_zalloc(1, remark + 1);
		memset(t.remark, 'x', remark);
	}
	enum rc rc = thing_insert(s, &t, err);
	entity_clear(&thing_def, &t);
	return rc;
}

static enum rc update_of(struct store *s, struct err *err) {
	struct thing t;
	enum rc rc = record_load(s, &thing_def, 1, &t, err);
	t.amount = 2;
	set_text(&t.remark, "changed");
	if (rc == RC_OK)
		rc = thing_update(s, &t, err);
	entity_clear(&thing_def, &t);
	return rc;
}

/* A session of entry: several records in one transaction, each with its own audit row. */
static enum rc several(struct store *s, struct err *err) {
	struct change c = {0};
	enum rc rc = change_begin(&c, s, &tester, "thing.add", err);

	for (int i = 0; i < SEVERAL && rc == RC_OK; i++) {
		struct thing t;

		entity_init(&thing_def, &t);
		set_text(&t.name, "one of several");
		rc = change_next(&c, err);
		if (rc == RC_OK)
			rc = change_insert(&c, &thing_def, &t, err);
		entity_clear(&thing_def, &t);
	}
	if (rc == RC_OK)
		rc = change_commit(&c, err);
	change_end(&c);
	return rc;
}

static enum rc operate(struct store *s, enum operation op, struct err *err) {
	switch (op) {
	case OP_INSERT:
		return insert_of(s, 0, err);
	case OP_INSERT_BIG:
		return insert_of(s, 60000, err);
	case OP_UPDATE:
		return update_of(s, err);
	case OP_VOID:
		return thing_void(s, 1, 1, "typed twice", err);
	case OP_SEVERAL:
		return several(s, err);
	case OP_MIGRATE:
	case OP_CREATE:
	case OPS:
		break;
	}
	return RC_INTERNAL;
}

/* Is the whole of op in the file (1), nothing of it (0), or something between (-1)? */
static int outcome(struct store *s, enum operation op) {
	long long audit = number(s, "SELECT count(*) FROM audit"), made = number(s, "SELECT count(*) FROM thing");
	long long history = number(s, "SELECT count(*) FROM history");
	switch (op) {
	case OP_INSERT:
	case OP_INSERT_BIG:
		return audit == 1 && made == 1 ? 0 : audit == 2 && made == 2 ? 1 : -1;
	case OP_UPDATE: {
		long long done = number(s, "SELECT amount = 2 AND remark = 'changed' AND ver = 2 FROM thing");
		return audit == 1 && history == 0 && !done ? 0 : audit == 2 && history == 2 && done ? 1 : -1;
	}
	case OP_SEVERAL: {
		long long own = number(s, "SELECT count(DISTINCT t.seq) FROM thing t JOIN audit a ON a.seq = t.seq AND a.record = t.id");

		return audit == 1 && made == 1 ? 0 : audit == 1 + SEVERAL && made == 1 + SEVERAL && own == made ? 1 : -1;
	}
	case OP_VOID: {
		long long done = number(s, "SELECT voided_at IS NOT NULL AND ver = 2 FROM thing");
		return audit == 1 && history == 0 && !done ? 0 : audit == 2 && history == 1 && done ? 1 : -1;
	}
	case OP_MIGRATE:
	case OP_CREATE:
	case OPS:
		break;
	}
	return -1;
}

static void check_words(enum operation op, enum rc rc, const struct err *err) {
	bool expected = rc == RC_IO || rc == RC_FULL || rc == RC_CORRUPT || rc == RC_DENIED;
	if (!expected || strlen(err->text) < 20)
		fail_msg("%s: rc %d %s: %s", names[op], rc, err->id, err->text);
}

/* One fault in one operation on an open store; false when the operation makes fewer calls than nth. */
static bool fault_in_action(const struct place *p, const char *seed_file, enum operation op, enum fault_kind kind,
                            bool forever, int nth, int *unacknowledged) {
	struct err err = {0};
	copy_file(seed_file, p->path);
	struct store *s = must_open(p->path, false);
	store_set_wait(s, 100);
	fault_arm(nth, kind, forever);
	enum rc rc = operate(s, op, &err);
	bool hit = fault_hits() > 0;
	if (rc != RC_OK)
		check_words(op, rc, &err);
	if (forever && nth % 2 == 0) { /* the program ends while the fault lasts */
		store_close(s);
		fault_disarm();
		s = must_open(p->path, false);
	}
	fault_disarm();
	int done = outcome(s, op); /* the same handle in the other half of the cases */
	if (done < 0 || (rc == RC_OK && done != 1))
		fail_msg("%s, call %d, kind %d%s: rc %d, outcome %d", names[op], nth, kind, forever ? " for ever" : "", rc, done);
	*unacknowledged += rc != RC_OK && done == 1;
	assert_sound(s);
	if (done == 0)
		must(operate(s, op, &err), &err);
	assert_int_equal(outcome(s, op), 1);
	store_close(s);
	s = must_open(p->path, false);
	assert_int_equal(outcome(s, op), 1);
	assert_sound(s);
	store_close(s);
	return hit;
}

static bool fault_in_opening(const struct place *p, const char *seed_file, enum operation op, enum fault_kind kind,
                             bool forever, int nth) {
	struct store *s = NULL;
	struct err err = {0};
	struct stat st;
	bool create = op == OP_CREATE;
	size_t to = create ? STEPS : STEPS_MORE;
	if (!create)
		copy_file(seed_file, p->path);
	fault_arm(nth, kind, forever);
	enum rc rc = open_steps(&s, p->path, to, create, &err);
	bool hit = fault_hits() > 0;
	if (rc != RC_OK)
		check_words(op, rc, &err);
	store_close(s);
	fault_disarm();
	/* A new file is whole or gone; an old one can always be tried again, and has lost nothing. */
	if (create && rc != RC_OK)
		assert_int_equal(stat(p->path, &st), -1);
	must(open_steps(&s, p->path, to, create && rc != RC_OK, &err), &err);
	assert_int_equal(store_version(s), to);
	if (!create)
		assert_int_equal(number(s, "SELECT count(*) FROM thing WHERE name = 'first' AND amount = 1 AND extra = 'first'"), 1);
	assert_sound(s);
	store_close(s);
	unlink(p->path);
	return hit;
}

static void test_sweep(void **state) {
	struct place *p = *state;
	char seed_file[128];
	int faults = 0, unacknowledged = 0;
	struct store *s = must_open(p->path, true);
	thing_make(s, "first", 1);
	store_close(s);
	snprintf(seed_file, sizeof seed_file, "%s/seed.db", p->dir);
	copy_file(p->path, seed_file);
	unlink(p->path);
	fault_install();
	for (int op = 0; op < OPS; op++)
		for (int kind = FAULT_IOERR; kind <= FAULT_SHORT; kind++)
			for (int forever = 0; forever < 2; forever++) {
				int nth = 1;
				bool opening = op == OP_MIGRATE || op == OP_CREATE;
				while (opening ? fault_in_opening(p, seed_file, op, kind, forever, nth)
				               : fault_in_action(p, seed_file, op, kind, forever, nth, &unacknowledged))
					nth++;
				faults += nth - 1;
				assert_in_range(nth, 5, 1000);
				unlink(p->path);
			}
	print_message("%d faults: every action whole or absent; %d whole though called failed\n", faults, unacknowledged);
}

int main(void) {
	const struct CMUnitTest tests[] = {STORE_TEST(test_sweep)};
	return cmocka_run_group_tests_name("store: faults", tests, NULL, NULL);
}
