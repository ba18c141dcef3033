/* What one register says of itself: its columns, what a file must have, the data of a row.
 * SPDX-License-Identifier: MIT */
#include "core/tr.h"
#include "exchange/import/register.h"
#include "model/person/resident.h"

/* One of these must be in a file: name and village never say who somebody is (rule 10.8). */
#define IDENTITY_COLUMNS "身份证号|其他证件号码|档案编号"

void register_needs(const struct register_def *reg, struct str *out) {
	bool of_people = false;

	for (size_t p = 0; p < reg->part_count; p++) {
		const struct register_part *part = &reg->parts[p];
		bool owner = part->entity == &resident_def && part->only;

		of_people = of_people || part->entity == &resident_def;
		for (size_t i = 0; !owner && i < part->entity->count; i++) {
			const struct field_def *f = &part->entity->fields[i];

			if ((f->flags & F_REQUIRED) && f->csv &&
			    (!part->only || str_in_list(part->only, f->name)))
				str_addf(out, "%s%s", out->n ? "," : "", f->csv);
		}
	}
	if (of_people)
		str_addf(out, "%s%s", out->n ? "," : "", IDENTITY_COLUMNS);
}

/* The columns of the register last asked for: a header is looked for in all of them, cell by cell.
 */
bool register_column_at(const struct register_def *reg, size_t i, struct register_column *out) {
	static struct {
		const struct register_def *reg;
		size_t n;
		struct register_column *v;
	} kept;

	if (kept.reg != reg)
		kept.n = 0;
	for (size_t p = 0; kept.reg != reg && p < reg->part_count; p++) {
		const struct register_part *part = &reg->parts[p];
		for (size_t k = 0; k < part->entity->count; k++) {
			const struct field_def *f = &part->entity->fields[k];
			if (f->csv && !(f->flags & F_SYSTEM) &&
			    (!part->only || str_in_list(part->only, f->name)))
				VEC_PUSH(kept.v, kept.n, (struct register_column){part, f});
		}
	}
	kept.reg = reg;
	if (i < kept.n)
		*out = kept.v[i];
	return i < kept.n;
}

void register_data_init(const struct register_def *reg, void *data) {
	memset(data, 0, reg->data_size);
	for (size_t i = 0; i < reg->part_count; i++)
		entity_init(reg->parts[i].entity, (char *)data + reg->parts[i].offset);
	for (size_t i = 0; i < reg->kept_count; i++)
		entity_init(reg->kept[i].entity, (char *)data + reg->kept[i].offset);
}

void register_data_clear(const struct register_def *reg, void *data) {
	for (size_t i = 0; i < reg->part_count; i++)
		entity_clear(reg->parts[i].entity, (char *)data + reg->parts[i].offset);
	for (size_t i = 0; i < reg->kept_count; i++)
		entity_clear(reg->kept[i].entity, (char *)data + reg->kept[i].offset);
}

/* ---- rows on file ---- */

static void *record_at(const struct register_def *reg, const struct register_page *page, size_t part,
                       size_t i) {
	return page->recs[part] + i * reg->parts[part].entity->size;
}

const void *register_page_at(const struct register_def *reg, const struct register_page *page,
                             size_t part, size_t i) {
	return record_at(reg, page, part, i);
}

void register_page_clear(const struct register_def *reg, struct register_page *page) {
	for (size_t p = 0; p < reg->part_count; p++) {
		for (size_t i = 0; i < page->n; i++)
			entity_free(reg->parts[p].entity, record_at(reg, page, p, i));
		free(page->recs[p]);
	}
	*page = (struct register_page){0};
}

enum rc register_load(const struct register_def *reg, struct station *st, const struct actor *a,
                      const long long *ids, size_t n, struct register_page *out, struct err *err) {
	enum rc rc;

	*out = (struct register_page){.n = n};
	for (size_t p = 0; p < reg->part_count; p++)
		out->recs[p] = mem_zalloc(n, reg->parts[p].entity->size);
	rc = reg->load(reg, st, a, ids, n, out, err);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		const struct record *r = record_at(reg, out, ids[i] < 0 ? 0 : 1, i);

		if (!r->id)
			rc = err_set(err, RC_NOT_FOUND, "record.missing",
			             N_("This record is not there any more. Read the list again."), NULL);
	}
	return rc;
}
