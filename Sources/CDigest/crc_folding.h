#ifndef CRC_FOLDING_H
#define CRC_FOLDING_H

#include <stddef.h>
#include <stdint.h>

// The polynomial of a checksum of 32 or 64 bits, the coefficient of x^0 being the highest bit.
typedef struct {
  uint64_t reflected;
  int width;
} crc_polynomial;

// The product of two remainders, modulo the polynomial.
uint64_t crc_product(crc_polynomial polynomial, uint64_t left, uint64_t right);

// x to this power, modulo the polynomial.
uint64_t crc_power_of_x(crc_polynomial polynomial, uint64_t exponent);

// What crc_fold multiplies with: computed once for each polynomial.
typedef struct {
  uint64_t far[2];
  uint64_t near[2];
} crc_factors;

void crc_prepare(crc_polynomial polynomial, crc_factors *known);

// Makes 16 bytes out of the beginning of a message that has, with a checksum that starts at 0, the same checksum.
// Answers how long the beginning was; 0, with nothing done, where the processor cannot or it would not pay.
size_t crc_fold(const crc_factors *known, uint64_t crc, const uint8_t *bytes, size_t count, uint8_t rest[16]);

#endif
