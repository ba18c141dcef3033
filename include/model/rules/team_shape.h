/* What a help team is made of: the seats it should fill, and the five packages with who holds each
 * by default. SPDX-License-Identifier: MIT */
#ifndef MODEL_RULES_TEAM_SHAPE_H
#define MODEL_RULES_TEAM_SHAPE_H

#include "core/code.h"
#include "core/mem.h"

/* Cells of a row: the person in charge, then the packages in the order of codes_duty. */
enum package_cell_id { PACKAGE_LEAD, PACKAGE_PERSON, PACKAGE_PUBLICITY, PACKAGE_ATTITUDE,
                      PACKAGE_TESTING, PACKAGE_FILING, PACKAGE_CELLS };

struct package_def {
	const char *id;    /* of codes_duty */
	/* who holds it by default, the first role that is there; NULL: see package_default */
	const char *roles;
	const char *form;  /* register whose form fills a hole; NULL: none yet */
	bool ages;         /* evidence older than [rules] five_days is a gap */
};
extern const struct package_def package_table[PACKAGE_CELLS];

/* Seats a team should fill: the five the law names (rule 7.1), and the six parties (rule 7.3). */
enum seat_set { SEATS_LAW, SEATS_PARTIES };
struct team_seat {
	enum seat_set set;
	const char *label; /* N_() */
	const char *roles; /* comma-separated codes, any of which fills it */
};
extern const struct team_seat team_seats[];
extern const size_t team_seat_count;
bool team_seat_is_filled(const struct team_seat *s, const struct code *roles, size_t n);
/* Labels of the empty seats of a set, translated, separated by blanks; nothing when all are filled.
 * Returns how many. */
size_t team_empty_seats(enum seat_set set, const struct code *roles, size_t n, struct str *out);

#endif
