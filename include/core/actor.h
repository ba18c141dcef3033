/* Who acts: every use case and query takes one. SPDX-License-Identifier: MIT */
#ifndef CORE_ACTOR_H
#define CORE_ACTOR_H

struct actor {
	long long officer;  /* id in the officer table; 0 only while a station is being made */
	const char *login;  /* short ASCII name */
	const char *name;   /* as shown */
	const char *role;   /* officer | head | auditor | reader */
	const char *session;/* uid of this run of the program */
	const char *source; /* ui | cli */
	const char *key;    /* fingerprint of the key they came in by; NULL: none */
	/* a reason given for this one change, kept in its audit row; borrowed; NULL: none */
	const char *why;
};

#endif
