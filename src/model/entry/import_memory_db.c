/* SPDX-License-Identifier: MIT */
#include "model/entry/import_memory.h"

#include "core/tr.h"
#include "model/rules/order_facts_db.h"
#include "model/station/usecase_db.h"

void memory_add(struct memory *m, const char *header, const char *registry, const char *field,
                const char *name, const char *answer) {
	struct remembered r = {mem_strdup(header), mem_strdup(registry), mem_strdup(field),
	                       mem_strdup(name), mem_strdup(answer)};

	VEC_PUSH(m->v, m->n, r);
}

void memory_clear(struct memory *m) {
	for (size_t i = 0; i < m->n; i++) {
		free(m->v[i].header);
		free(m->v[i].registry);
		free(m->v[i].field);
		free(m->v[i].name);
		free(m->v[i].answer);
	}
	free(m->v);
	*m = (struct memory){0};
}

enum rc import_memory_read(struct station *st, const struct actor *a, struct memory *out,
                           struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT header, registry, field, name, answer FROM import_memory")
		memory_add(out, stmt_text(q, 0), stmt_text(q, 1), stmt_text(q, 2), stmt_text(q, 3),
		           stmt_text(q, 4));
	return rc;
}

enum rc kept_words_say(struct station *st, const struct actor *a, long long resident,
                       struct str *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT table_name, record, field, word FROM kept_word WHERE " OF_VISIBLE
	           " AND resident = ? ORDER BY table_name, record, field", resident) {
		const struct entity_def *def = station_entity(stmt_text(q, 0));
		const struct field_def *f = def ? entity_field(def, stmt_text(q, 2)) : NULL;
		const char *word = stmt_text(q, 3);
		struct code first;
		char text[400];

		if (!f || !(kept_word_is_open(st, def, f->name, stmt_int(q, 1)) ||
		            (f->codes && code_parse_several(f->codes, word, &first))))
			continue;
		text_fill(text, sizeof text, tr(N_("{label}: written as {word} in what was taken in.")), "label",
		          tr(f->label), "word", word, NULL);
		str_addf(out, "%s\n", text);
	}
	return rc;
}
