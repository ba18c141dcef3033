/* The screens: one file each. */
#ifndef UI_SCREENS_H
#define UI_SCREENS_H

#include "ui/view.h"

extern const struct view_ops today_ops, residents_ops, file_ops, month_ops, names_ops, finder_ops, import_ops;

#endif
