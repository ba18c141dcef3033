/* Undo on the screen: one's own last change taken back, and what it was in words.
 * SPDX-License-Identifier: MIT */

#include "model/access/masking.h"
#include "model/person/resident.h"
#include "model/person/undo.h"
#include "model/team/team.h"
#include "ui/loop/ui_priv.h"

unsigned ui_undo(struct ui *ui) {
	static const char *const said[] = {
		[UNDO_ADD] = N_("Undone: {what} of {name} is void."),
		[UNDO_EDIT] = N_("Undone: {what} of {name} is as it was before."),
		[UNDO_VOID] = N_("Undone: {what} of {name} stands again."),
	};
	struct undone u;
	struct err err = {0}, other = {0};
	size_t duties = 0;
	struct resident r;
	struct str name = {0};

	if (undo_last(ui->st, ui->actor, &u, &err) != RC_OK) {
		if (err.rc == RC_INVALID && handover_undo(ui->st, ui->actor, &duties, &other) == RC_OK)
			return ui_sayf(ui, N_("Undone: the hand-over, {n} duties."), "n", NUM(duties),
			               NULL), V_RELOAD | V_REDRAW;
		ui_say_err(ui, other.rc == RC_CONFLICT ? &other : &err);
		return V_REDRAW;
	}
	if (u.records > 1) {
		ui_sayf(ui, N_("Undone: the entry session, {n} records ({what})."), "n",
		        NUM(u.records), "what", tr(u.label), NULL);
		return V_RELOAD | V_REDRAW;
	}
	if (u.resident == 0) {
		ui_sayf(ui, N_("Undone: {what}."), "what", tr(u.label), NULL);
		return V_RELOAD | V_REDRAW;
	}
	if (resident_get(ui->st, ui->actor, u.resident, &r, NULL) == RC_OK)
		masked_text(ui->actor, VIEW_LIST, entity_field(&resident_def, "name"), &r, NULL,
		            &name);
	ui_sayf(ui, said[u.kind], "what", tr(u.label), "name", str_text(&name), NULL);
	entity_clear(&resident_def, &r);
	str_clear(&name);
	return V_RELOAD | V_REDRAW;
}
