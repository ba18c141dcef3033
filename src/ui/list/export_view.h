/* Where an export goes and how it is encoded, asked in two steps. */
#ifndef UI_LIST_EXPORT_VIEW_H
#define UI_LIST_EXPORT_VIEW_H

#include "exchange/csv/text_source.h"
#include "ui/loop/view.h"

/* Write the file; *final (heap) gets its name. */
typedef enum rc export_writer(struct view *v, const char *path, enum text_source_encoding encoding, char **final,
                              struct err *err);

/* Ask for the file (path is proposed) and the encoding, then write; in a station the file gets a number instead. One export is asked for at a time. */
void export_ask(struct view *v, const char *path, export_writer *writer);

#endif
