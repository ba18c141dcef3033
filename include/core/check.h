/* SPDX-License-Identifier: MIT
 * What must hold, said where it must: before a write, after a read, at the edge of an array. A slip
 * of ours ends the program in the builds that look for slips (asan, clang, coverage, fuzz); release
 * asks nothing, since a form half filled in is never lost to an assertion. So nothing may depend on
 * x being evaluated.
 */
#ifndef CORE_CHECK_H
#define CORE_CHECK_H

#ifdef WUBAO_CHECKS
/* mem.c */
void check_failed(const char *what, const char *file, int line) __attribute__((noreturn));
#define CHECK(x) ((x) ? (void)0 : check_failed(#x, __FILE__, __LINE__))
#else
#define CHECK(x) ((void)sizeof(!(x)))
#endif

#endif
