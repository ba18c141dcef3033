/* SPDX-License-Identifier: MIT
 * A chain of questions: a table of steps fills one struct of answers, then `done` acts on all of
 * them. What was answered waits in memory of the wizard's own, so that a screen keeps nothing
 * between two questions. Esc at any question ends the chain and nothing is done.
 *
 * 	struct round_answers { char *day, *village; };
 * 	static const struct wizard_step steps[] = {
 * 		{.question = N_("Day of the round (blank: today):"), TO_TEXT(struct round_answers,
 * 		  day), .check = check_day},
 * 		{.question = N_("Village (blank: all):"), TO_TEXT(struct round_answers, village)},
 * 	};
 * 	static const struct wizard round_wizard = WIZARD(steps, struct round_answers, round_done);
 */
#ifndef UI_LOOP_WIZARD_H
#define UI_LOOP_WIZARD_H

#include "ui/loop/view.h"

enum { WIZARD_CHOICES = 9, WIZARD_WORDS = 200 };

/* What stands in a question, translated. */
struct wizard_words {
	struct str question;
	char choice[WIZARD_CHOICES][WIZARD_WORDS];
	int count, at;                /* of the choices; the one Enter takes at first, from 1 */
	/* the text at first, borrowed until say returns; what was typed before stands instead */
	const char *initial;
};

struct wizard_step {
	const char *question;         /* N_() */
	/* Where the answer goes, offset + 1: a char * (owned, freed in the end; "" for a blank
	 * line), or an int (1.. as chosen). */
	size_t text, choice;
	const char *const *choices;   /* N_(), NULL-ended */
	const char *ref;              /* as of struct ask_text */
	bool wanted;                  /* a blank line ends the chain, as Esc does */
	/* Is it asked at all? NULL: always. */
	bool (*when)(struct view *v, const void *answers);
	/* Made-up words, see above; a choice step left without choices ends the chain, and say told
	 * why. NULL: as the table says. */
	void (*say)(struct view *v, void *answers, struct wizard_words *w);
	/* Is the answer, which stands in answers, good? Not RC_OK: the sentence is shown and the
	 * question put again; or the chain ends. */
	enum rc (*check)(struct view *v, void *answers, struct err *err);
	bool ends;
	bool alone;                   /* a choice of one is taken unasked */
};

struct wizard {
	const struct wizard_step *steps;
	size_t count, size;           /* of steps; bytes of the answers */
	/* All is answered; returns view flags. The texts are freed afterwards. */
	unsigned (*done)(struct view *v, void *answers);
};
#define WIZARD(steps_, type, done_) \
	{ \
		.steps = steps_, .count = sizeof steps_ / sizeof *steps_, .size = sizeof(type), \
		.done = done_ \
	}

/* Where a step's answer goes. */
#define TO_TEXT(type, member) .text = offsetof(type, member) + 1
#define TO_CHOICE(type, member) .choice = offsetof(type, member) + 1

/* Ask the first step over v. initial: what the answers begin as, copied with the texts of the
 * steps; NULL: zero. */
void wizard_run(struct view *v, const struct wizard *w, const void *initial);

#endif
