/* Names that come again and again in text fields: people, places, authorities.
 * SPDX-License-Identifier: MIT */
#include "model/person/resident.h"
#include "ui/form/form.h"

/* People, places, authorities, reasons: said in the same few words. */
static bool has_names(const struct field_def *field) {
	return field->type == FT_TEXT && ((field->flags & F_CARRY) || field->ref);
}

void form_names(struct form *f) {
	for (size_t i = 0; i < f->n && f->env && f->env->said; i++) {
		struct form_item *it = &f->items[i];

		if (has_names(it->field))
			it->said = f->env->said(f->env->ctx, f->def->entity[it->entity], it->field);
	}
}

/* Only what every such record wants: a witness of last time is no witness now. */
static bool is_proposed(const struct field_def *field) {
	return (field->flags & F_CARRY) && ((field->flags & (F_LIST | F_COMPLETE)) ||
	                                    (field->ref && strcmp(field->ref, "place") == 0));
}

void form_propose(struct form *f) {
	for (size_t i = 0; i < f->n; i++) {
		const struct form_item *it = &f->items[i];
		struct record *rec = f->rec[it->entity];

		if (it->said && *it->said != '\n' && !rec->id && field_is_blank(it->field, rec) &&
		    is_proposed(it->field))
			field_take_text(it->field, rec,
			                mem_strndup(it->said, strcspn(it->said, "\n")));
	}
}

/* Is this one of the names said before? */
static bool is_said(const struct form_item *it, const char *name) {
	size_t n = strlen(name);

	for (const char *p = it->said ? it->said : ""; *p; p += strcspn(p, "\n"), p += *p == '\n')
		if (strcspn(p, "\n") == n && memcmp(p, name, n) == 0)
			return true;
	return false;
}

/* Does a key that was meant for something else stand before the words: q石桥村, 0情绪稳定? */
static bool has_stray(const char *text) {
	unsigned char next = (unsigned char)text[1]; /* the first byte of a 汉字 */

	return (text[0] == '0' || (text[0] >= 'a' && text[0] <= 'z')) && next >= 0xe3 && next <= 0xe9;
}

void form_doubts(const struct form *f, struct findings *told) {
	for (size_t i = 0; i < f->n; i++) {
		const struct form_item *it = &f->items[i];
		const void *rec = f->rec[it->entity];

		if (field_is_blank(it->field, rec) ||
		    field_compare(it->field, rec, f->base[it->entity]) == 0)
			continue;
		if ((it->field->type == FT_TEXT || it->field->type == FT_NOTE) &&
		    has_stray(field_text(it->field, rec)))
			findings_ask(told, it->field->name,
			             N_("{label} begins with {sign}: does it belong there?"), "label",
			             tr(it->field->label), "sign",
			             (char[]){*field_text(it->field, rec), '\0'}, NULL);
		else if (has_names(it->field) && !is_said(it, field_text(it->field, rec)))
			findings_ask(told, it->field->name, N_("{label} {name}: not usual here, compare it."),
			             "label", tr(it->field->label), "name",
			             field_text(it->field, rec), NULL);
	}
}
