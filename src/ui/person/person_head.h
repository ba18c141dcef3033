/* What the head of a file and the sessions of tests say of a person.
 * SPDX-License-Identifier: MIT */
#ifndef UI_PERSON_PERSON_HEAD_H
#define UI_PERSON_PERSON_HEAD_H

#include "model/order/person_row.h"
#include "ui/loop/view.h"

/* 张建国 男 41岁 石桥村 社区戒毒 第2年 风险 高 / 执行中 2025-01-15..2028-01-14,
 * together at most cols where possible. */
void people_headline(const struct view *v, const struct person_row *row, int cols, struct str *left,
                     struct str *right);
/* "16/22": which test window of how many the whole order has. Appends. */
enum rc people_add_period(struct view *v, long long order, int window, struct str *out,
                          struct err *err);

#endif
