/*
 * A chain of questions: a table of steps fills one struct of answers, then `done` acts on all of them. What was answered
 * waits in memory of the wizard's own, so that a screen keeps nothing between two questions. Esc at any question ends the
 * chain and nothing is done.
 *
 *	struct round_answers { char *day, *village; };
 *	static const struct wizard_step steps[] = {
 *		{.question = N_("Day of the round (blank: today):"), .text = offsetof(struct round_answers, day) + 1, .check = check_day},
 *		{.question = N_("Village (blank: all):"), .text = offsetof(struct round_answers, village) + 1},
 *	};
 *	static const struct wizard round_wizard = WIZARD(steps, struct round_answers, round_done);
 */
#ifndef UI_LOOP_WIZARD_H
#define UI_LOOP_WIZARD_H

#include <stddef.h>

#include "ui/loop/view.h"

enum { WIZARD_CHOICES = 9 };

struct wizard_step {
	const char *question;         /* N_() */
	/* Where the answer goes, offset + 1: a char * (owned, freed in the end; "" for a blank line), or an int (1.. as chosen). */
	size_t text, choice;
	const char *const *choices;   /* N_(), NULL-ended; what `say` answers where they are made up as they are asked */
	bool wanted;                  /* a blank line ends the chain, as Esc does */
	/* Is it asked at all? NULL: always. */
	bool (*when)(struct view *v, const void *answers);
	/* Made-up words: the question (into out, translated), or choices (into choice[], translated, borrowed until the next call;
	 * returns how many), and what stands there at first (*initial, borrowed; *at). NULL: as the table says. */
	size_t (*say)(struct view *v, const void *answers, struct str *out, const char **choice, const char **initial, int *at);
	/* Is the answer, which stands in answers, good? Not RC_OK: the sentence is shown and the question put again. */
	enum rc (*check)(struct view *v, void *answers, struct err *err);
};

struct wizard {
	const struct wizard_step *steps;
	size_t count, size;           /* of steps; bytes of the answers */
	/* All is answered; returns view flags. The texts are freed afterwards. */
	unsigned (*done)(struct view *v, void *answers);
};
#define WIZARD(steps_, type, done_) \
	{.steps = steps_, .count = sizeof steps_ / sizeof *steps_, .size = sizeof(type), .done = done_}

/* Ask the first step over v. initial: what the answers begin as (copied, texts excepted: NULL there); NULL: zero. */
void wizard_run(struct view *v, const struct wizard *w, const void *initial);

#endif
