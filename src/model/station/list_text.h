/* Filter and order by what the cells say, for lists whose query does neither. */
#ifndef MODEL_STATION_LIST_TEXT_H
#define MODEL_STATION_LIST_TEXT_H

#include "model/station/list_def.h"

/* Does the query ask for what the list's own ids() leaves to the cells? */
bool list_left_to_cells(const struct list_run *r);
/* Keeps the ids whose shown cells hold every word, in the order asked for. More than LIST_TEXT_MOST: RC_INVALID. */
enum rc list_by_cells(struct list_run *r, struct ids *ids, struct err *err);

#endif
