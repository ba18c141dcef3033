/* A month as it was sent, as a file for the county and as a printed page: both carry month, number and anchor. */
#ifndef EXCHANGE_PRINT_SENT_SHEET_H
#define EXCHANGE_PRINT_SENT_SHEET_H

#include "exchange/csv/csv_write.h"
#include "exchange/print/page.h"
#include "model/report/sent.h"

/* One line in words. The texts are blank where they say nothing. */
struct sent_row {
	struct sent_label is;
	const char *place;                   /* name of the village; "" for the whole station; borrowed */
	char value[RATE_BUF], before[RATE_BUF];
	char formula[FORMULA_BUF];           /* how it is counted today */
	char over[24], under[24];            /* of a rate */
	char over_before[24], under_before[24];
};
/* before: what the county had until then; figure_count 0 where nothing was sent yet. */
void sent_row_fill(const struct sent *s, const struct sent *before, const struct sent_line *l, struct sent_row *out);
/* Does the line stand on paper? The bases of rates do not, villages only with `places`. */
bool sent_row_shown(const struct sent *s, const struct sent_line *l, bool places);
/* "2026-10, number 1 (correction)". Into buf; returns buf. */
enum { SENT_TITLE_BUF = 80 };
const char *sent_title(const struct sent *s, char buf[SENT_TITLE_BUF]);

/* A correction has the figures that changed, with what they were (before); errors and *final as month_csv_write. */
enum rc sent_csv_write(const struct sent *s, const struct sent *before, bool places, const char *path,
                       enum text_source_encoding encoding, enum csv_existing existing, char **final, struct err *err);
/* page_print, with lines to sign. */
enum rc sent_print(struct station *st, const struct actor *a, const struct sent *s, const struct sent *before,
                   bool places, char **path, struct err *err);

#endif
