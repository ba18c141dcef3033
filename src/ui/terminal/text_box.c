/* SPDX-License-Identifier: MIT */
#include "ui/terminal/text_box.h"

#include "ui/terminal/paint.h"

static bool control_key(struct edit *e, uint32_t letter) {
	switch (letter) {
	case 'A':
		edit_do(e, EDIT_HOME);
		return true;
	case 'E':
		edit_do(e, EDIT_END);
		return true;
	case 'D':
		edit_do(e, EDIT_DELETE);
		return true;
	case 'U':
		edit_do(e, EDIT_KILL_START);
		return true;
	default:
		return false;
	}
}

bool text_box_key(struct edit *e, const struct key *k) {
	static const struct {
		enum key_kind kind;
		enum edit_op op;
	} ops[] = {
		{K_LEFT, EDIT_LEFT}, {K_RIGHT, EDIT_RIGHT},         {K_HOME, EDIT_HOME},
		{K_END, EDIT_END},   {K_BACKSPACE, EDIT_BACKSPACE}, {K_DELETE, EDIT_DELETE},
	};

	if (k->kind == K_CHAR) {
		edit_insert(e, k->cp);
		return true;
	}
	if (k->kind == K_PASTE) {
		edit_paste(e, k->text, strlen(k->text));
		return true;
	}
	if (k->kind == K_CTRL)
		return control_key(e, k->cp);
	for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
		if (ops[i].kind == k->kind) {
			edit_do(e, ops[i].op);
			return true;
		}
	return false;
}

void text_box_draw(struct edit *e, int y, int x, int cells) {
	struct str shown = {0};
	int row, cell;

	edit_resize(e, cells > 1 ? cells : 1, 1);
	edit_paint(e, 0, &shown);
	edit_cursor(e, &row, &cell);
	paint_text(y, x, cells, TONE_INPUT, str_text(&shown));
	paint_cursor(y, x + cell);
	str_clear(&shown);
}
