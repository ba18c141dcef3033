/* SPDX-License-Identifier: MIT */
#include "model/report/report_hide.h"

#include "core/mem.h"

/* Every cell stands in the sum of its column, and in that of its group in the row, or in none,
 * which is the ground. With the right signs each is an edge from one of these sums to the other:
 * what one loses the other gets. */
struct edge {
	size_t cell, from, to;
	bool falls; /* could be less */
};

struct net {
	struct hide_table *t;
	struct edge *v;
	size_t n, nodes;
	bool *seen;
};

static size_t group_node(const struct hide_table *t, size_t row, int group) {
	return group < 0 ? 0 : 1 + t->columns + row * t->columns + (size_t)group;
}

static void hide(struct net *g, size_t cell) {
	const struct hide_table *t = g->t;
	size_t row = cell / t->columns, column = cell % t->columns;
	const struct hide_column *c = &t->column[column];
	size_t sum = 1 + column, group = group_node(t, row, c->group);
	bool turned = (row + 1 == t->rows) != c->whole;

	t->hidden[cell] = true;
	VEC_PUSH(g->v, g->n, (struct edge){cell, turned ? group : sum, turned ? sum : group,
	                                   t->cells[cell] > 1});
}

/* Is there a way from one sum to another along hidden cells, but for this one? */
static bool reaches(const struct net *g, size_t from, size_t to, const struct edge *but) {
	bool more = true;

	memset(g->seen, 0, g->nodes * sizeof *g->seen);
	g->seen[from] = true;
	while (more && !g->seen[to]) {
		more = false;
		for (size_t i = 0; i < g->n; i++) {
			const struct edge *e = &g->v[i];

			if (e == but)
				continue;
			if (g->seen[e->from] && !g->seen[e->to])
				more = g->seen[e->to] = true;
			else if (e->falls && g->seen[e->to] && !g->seen[e->from])
				more = g->seen[e->from] = true;
		}
	}
	return g->seen[to];
}

static bool is_free(const struct net *g, const struct edge *e) {
	return reaches(g, e->to, e->from, e) || (e->falls && reaches(g, e->from, e->to, e));
}

/* Does the other cell stand in the column's sum, or the row's of the group, with this one? */
static bool shares(const struct hide_table *t, size_t a, size_t b, bool column) {
	int group = t->column[a % t->columns].group;

	return column ? a % t->columns == b % t->columns
	       : group >= 0 && a / t->columns == b / t->columns &&
	         t->column[b % t->columns].group == group;
}

/* The smallest number to hide beside this one, where it is alone before where it is not; 0 last. */
static bool hide_another(struct net *g, size_t cell) {
	const struct hide_table *t = g->t;
	size_t best = t->rows * t->columns;
	bool best_alone = false;

	for (int column = 1; column >= 0; column--) {
		bool alone = true;

		for (size_t i = 0; i < g->n; i++)
			alone &= g->v[i].cell == cell || !shares(t, cell, g->v[i].cell, column);
		for (size_t i = 0; i < t->rows * t->columns; i++) {
			long long n = t->cells[i];
			bool none = best == t->rows * t->columns;

			if (t->hidden[i] || t->column[i % t->columns].open ||
			    !shares(t, cell, i, column) || (best_alone && !alone))
				continue;
			if (none || (alone && !best_alone) ||
			    (n > 0 && (t->cells[best] == 0 || n < t->cells[best]))) {
				best = i;
				best_alone = alone;
			}
		}
	}
	if (best == t->rows * t->columns)
		return false;
	hide(g, best);
	return true;
}

void report_hide(struct hide_table *t, long long least) {
	struct net g = {.t = t, .nodes = 1 + t->columns + t->rows * t->columns};

	g.seen = mem_zalloc(g.nodes, sizeof *g.seen);
	for (size_t i = 0; i < t->rows * t->columns; i++)
		if (t->cells[i] > 0 && t->cells[i] < least && !t->column[i % t->columns].open)
			hide(&g, i);
	/* what is hidden later takes no freedom from what was before */
	for (size_t i = 0; i < g.n; i++)
		while (!is_free(&g, &g.v[i]) && hide_another(&g, g.v[i].cell))
			;
	free(g.seen);
	free(g.v);
}
