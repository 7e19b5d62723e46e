// The carry-less multiplication of the processor, where it has one, for the checksums that no instruction of their own
// computes: some ten times as fast as tables.
//
// A message is a polynomial over GF(2), and a block of 16 bytes may be moved D bits on, to where the next block is added
// to it, by multiplying its first half with x^(D+63) and its second with x^(D-1), both modulo the checksum's polynomial:
// in the reflected order of bits a product comes out multiplied by x. What remains of a long message are 16 bytes that
// have the same checksum. Source: V. Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ
// Instruction", Intel, 2009.

#include "crc_folding.h"

uint64_t crc_product(crc_polynomial polynomial, uint64_t left, uint64_t right) {
  uint64_t product = 0;
  for (uint64_t bit = (uint64_t)1 << (polynomial.width - 1); bit != 0; bit >>= 1) {
    if (left & bit) product ^= right;
    right = right & 1 ? right >> 1 ^ polynomial.reflected : right >> 1;
  }
  return product;
}

uint64_t crc_power_of_x(crc_polynomial polynomial, uint64_t exponent) {
  const uint64_t one = (uint64_t)1 << (polynomial.width - 1);
  uint64_t power = one, square = one >> 1;
  for (; exponent != 0; exponent >>= 1) {
    if (exponent & 1) power = crc_product(polynomial, power, square);
    square = crc_product(polynomial, square, square);
  }
  return power;
}

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

static int has_carryless_product(void) {
  static int known = 0;  // 0 not asked yet, 1 no, 2 yes; a race writes the same answer twice
  int answer = __atomic_load_n(&known, __ATOMIC_RELAXED);
  if (answer == 0) {
    unsigned a, b, c, d;
    answer = __get_cpuid(1, &a, &b, &c, &d) && (c & bit_PCLMUL) && (c & bit_SSE4_1) ? 2 : 1;
    __atomic_store_n(&known, answer, __ATOMIC_RELAXED);
  }
  return answer == 2;
}

// What moves a block by `distance` bits: the factors of its first and its second half.
static __m128i factors(crc_polynomial polynomial, int distance) {
  const int shift = 64 - polynomial.width;
  return _mm_set_epi64x(
      (long long)(crc_power_of_x(polynomial, distance - 1) << shift),
      (long long)(crc_power_of_x(polynomial, distance + 63) << shift));
}

__attribute__((target("pclmul,sse4.1")))
static inline __m128i moved(__m128i block, __m128i factors, __m128i next) {
  __m128i first = _mm_clmulepi64_si128(block, factors, 0x00);
  __m128i second = _mm_clmulepi64_si128(block, factors, 0x11);
  return _mm_xor_si128(_mm_xor_si128(first, second), next);
}

__attribute__((target("pclmul,sse4.1")))
static size_t folded(
    const crc_factors *known, uint64_t crc, const uint8_t *bytes, size_t count, uint8_t rest[16]) {
  const __m128i *blocks = (const __m128i *)bytes;
  const __m128i far = _mm_loadu_si128((const __m128i *)known->far);
  const __m128i near = _mm_loadu_si128((const __m128i *)known->near);
  __m128i lanes[4];
  for (int lane = 0; lane < 4; lane++) lanes[lane] = _mm_loadu_si128(blocks++);
  lanes[0] = _mm_xor_si128(lanes[0], _mm_set_epi64x(0, (long long)crc));
  size_t left = count / 16 - 4;
  for (; left >= 4; left -= 4) {
    for (int lane = 0; lane < 4; lane++) lanes[lane] = moved(lanes[lane], far, _mm_loadu_si128(blocks++));
  }
  __m128i last = lanes[0];
  for (int lane = 1; lane < 4; lane++) last = moved(last, near, lanes[lane]);
  for (; left > 0; left--) last = moved(last, near, _mm_loadu_si128(blocks++));
  _mm_storeu_si128((__m128i *)rest, last);
  return count / 16 * 16;
}

void crc_prepare(crc_polynomial polynomial, crc_factors *known) {
  _mm_storeu_si128((__m128i *)known->far, factors(polynomial, 512));
  _mm_storeu_si128((__m128i *)known->near, factors(polynomial, 128));
}

size_t crc_fold(const crc_factors *known, uint64_t crc, const uint8_t *bytes, size_t count, uint8_t rest[16]) {
  return count >= 128 && has_carryless_product() ? folded(known, crc, bytes, count, rest) : 0;
}

#else

void crc_prepare(crc_polynomial polynomial, crc_factors *known) {
  (void)polynomial;
  (void)known;
}

size_t crc_fold(const crc_factors *known, uint64_t crc, const uint8_t *bytes, size_t count, uint8_t rest[16]) {
  (void)known;
  (void)crc;
  (void)bytes;
  (void)count;
  (void)rest;
  return 0;
}

#endif
