/* What an officer does about a cell of the five packages, from the matrix and from the file
 * alike. SPDX-License-Identifier: MIT */
#ifndef UI_TEAM_PACKAGE_GAP_H
#define UI_TEAM_PACKAGE_GAP_H

#include "model/event/dossier.h"
#include "model/team/package.h"
#include "ui/loop/view.h"

/* The form that fills this cell: who holds it, or the record or paper that is missing. */
void gap_fill(struct view *v, long long resident, enum package_cell_id id);
/* The resident's gaps: the only one at once, of several a choice. */
void gap_fill_any(struct view *v, long long resident);
/* The form of one paper of the dossier, or of the register its records stand in. */
void gap_open_paper(struct view *v, long long resident, long long order,
                    const struct dossier_item *item);
/* Choose who holds the cell's package from today on; PACKAGE_CELLS: choose the package first. */
void gap_assign(struct view *v, long long resident, enum package_cell_id id);
/* Confirm what is held by default; says how many. */
void gap_confirm(struct view *v, long long resident);
/* Four rows from y on: what the signs mean, and who holds what in this row (NULL: none is
 * marked). */
void gap_holders_draw(const struct package_row *row, int y, int cols);
/* Two rows from y on: which seats of a team with these roles are empty, by the law and of the six
 * parties. */
void gap_seats_draw(const struct code *roles, size_t n, int y, int cols);
/* 走访 2026-11-10 赵支书: what shows that the package is carried out, or what is missing.
 * Appends. */
void gap_evidence(const struct package_row *row, enum package_cell_id id, struct str *out);

#endif
