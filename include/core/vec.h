/* SPDX-License-Identifier: MIT
 * Growing arrays: any pointer beside its count, {T *v; size_t n;}, both zero at first; free(v) ends
 * it. The memory doubles when the count passes 4, 8, 16 ..., which the count alone tells, so
 * nothing else need be kept. For arrays that grow by these alone.
 */
#ifndef CORE_VEC_H
#define CORE_VEC_H

#include <stddef.h>

/* Room for one more behind n of them; never NULL. */
void *vec_room(void *v, size_t n, size_t size);

/* The new last element, to be written by the caller. */
#define VEC_ADD(v, n) ((v) = vec_room((v), (size_t)(n), sizeof *(v)), &(v)[(n)++])
/* Push a value, which may be a compound literal and may look at v and n as they were. */
#define VEC_PUSH(v, n, ...) \
	((v) = vec_room((v), (size_t)(n), sizeof *(v)), (v)[n] = (__VA_ARGS__), (void)(n)++)

#endif
