/* SPDX-License-Identifier: MIT */
#include "model/entry/import_memory.h"

#include "core/mem.h"
#include "model/station/usecase_db.h"

static struct import_saying *find(const struct import_memory *m, const char *header,
                                  const char *registry, const char *field, const char *name) {
	for (size_t i = 0; i < m->n; i++) {
		struct import_saying *s = &m->v[i];
		if (strcmp(s->name, name) == 0 && strcmp(s->field, field) == 0 &&
		    strcmp(s->header, header) == 0 && strcmp(s->registry, registry) == 0)
			return s;
	}
	return NULL;
}

static void add(struct import_memory *m, const char *header, const char *registry,
                const char *field, const char *name, const char *answer) {
	VEC_PUSH(m->v, m->n, (struct import_saying){
		.header = mem_strdup(header), .registry = mem_strdup(registry),
		.field = mem_strdup(field), .name = mem_strdup(name), .answer = mem_strdup(answer)});
}

enum rc import_memory_load(struct station *st, struct import_memory *out, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT header, registry, field, name, answer FROM import_memory")
		add(out, stmt_text(q, 0), stmt_text(q, 1), stmt_text(q, 2), stmt_text(q, 3),
		    stmt_text(q, 4));
	return rc;
}

const char *import_memory_get(const struct import_memory *m, const char *header,
                              const char *registry, const char *field, const char *name) {
	const struct import_saying *s = find(m, "", "", field, name);

	if (!s)
		s = find(m, header, registry, field, name);
	return s ? s->answer : NULL;
}

void import_memory_say(struct import_memory *m, const char *field, const char *name,
                       const char *answer) {
	struct import_saying *s = find(m, "", "", field, name);

	if (!s) {
		add(m, "", "", field, name, answer);
		return;
	}
	free(s->answer);
	s->answer = mem_strdup(answer);
}

void import_memory_clear(struct import_memory *m) {
	for (size_t i = 0; i < m->n; i++) {
		struct import_saying *s = &m->v[i];
		free(s->header);
		free(s->registry);
		free(s->field);
		free(s->name);
		free(s->answer);
	}
	free(m->v);
	*m = (struct import_memory){0};
}
