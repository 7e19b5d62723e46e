// Cyclic redundancy checks by the slicing-by-8 tables; CRC32C by the processor's instruction where it has one, the others
// by folding (crc_folding.c).
//
// All three are reflected, start from all ones and end inverted. Polynomials in reflected notation: CRC32 (ISO-HDLC)
// 0xEDB88320, CRC32C (iSCSI) 0x82F63B78, CRC64NVME 0x9A6C9329AC4BC9B5.

#include "CDigest.h"
#include "crc_folding.h"

#include <pthread.h>
#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <nmmintrin.h>
#endif

static uint32_t crc32_table[8][256];
static uint32_t crc32c_table[8][256];
static uint64_t crc64_table[8][256];
static const crc_polynomial crc32 = {0xEDB88320, 32};
static const crc_polynomial crc32c = {0x82F63B78, 32};
static const crc_polynomial crc64nvme = {0x9A6C9329AC4BC9B5, 64};
static crc_factors crc32_factors, crc64_factors;
static pthread_once_t tables_once = PTHREAD_ONCE_INIT;

static void fill32(uint32_t table[8][256], uint32_t polynomial) {
  for (uint32_t byte = 0; byte < 256; byte++) {
    uint32_t crc = byte;
    for (int bit = 0; bit < 8; bit++) crc = crc & 1 ? crc >> 1 ^ polynomial : crc >> 1;
    table[0][byte] = crc;
  }
  for (int slice = 1; slice < 8; slice++) {
    for (int byte = 0; byte < 256; byte++) {
      uint32_t last = table[slice - 1][byte];
      table[slice][byte] = last >> 8 ^ table[0][last & 0xFF];
    }
  }
}

static void fill64(uint64_t table[8][256], uint64_t polynomial) {
  for (uint64_t byte = 0; byte < 256; byte++) {
    uint64_t crc = byte;
    for (int bit = 0; bit < 8; bit++) crc = crc & 1 ? crc >> 1 ^ polynomial : crc >> 1;
    table[0][byte] = crc;
  }
  for (int slice = 1; slice < 8; slice++) {
    for (int byte = 0; byte < 256; byte++) {
      uint64_t last = table[slice - 1][byte];
      table[slice][byte] = last >> 8 ^ table[0][last & 0xFF];
    }
  }
}

static void fill_tables(void) {
  fill32(crc32_table, (uint32_t)crc32.reflected);
  fill32(crc32c_table, (uint32_t)crc32c.reflected);
  fill64(crc64_table, crc64nvme.reflected);
  crc_prepare(crc32, &crc32_factors);
  crc_prepare(crc64nvme, &crc64_factors);
}

static inline uint64_t little_endian(const uint8_t *bytes) {
  uint64_t word = 0;
  for (int i = 7; i >= 0; i--) word = word << 8 | bytes[i];
  return word;
}

static uint32_t sliced32(uint32_t table[8][256], uint32_t crc, const uint8_t *bytes, size_t count) {
  pthread_once(&tables_once, fill_tables);
  for (; count >= 8; count -= 8, bytes += 8) {
    uint64_t word = little_endian(bytes) ^ crc;
    crc = 0;
    for (int slice = 0; slice < 8; slice++) crc ^= table[7 - slice][word >> (8 * slice) & 0xFF];
  }
  for (; count > 0; count--, bytes++) crc = crc >> 8 ^ table[0][(crc ^ *bytes) & 0xFF];
  return crc;
}

uint32_t cdigest_crc32_portable(uint32_t crc, const void *bytes, size_t count) {
  return ~sliced32(crc32_table, ~crc, bytes, count);
}

uint32_t cdigest_crc32(uint32_t start, const void *start_bytes, size_t count) {
  pthread_once(&tables_once, fill_tables);
  const uint8_t *bytes = start_bytes;
  uint8_t rest[16];
  uint32_t crc = ~start;
  size_t done = crc_fold(&crc32_factors, crc, bytes, count, rest);
  if (done > 0) crc = sliced32(crc32_table, 0, rest, sizeof rest);
  return ~sliced32(crc32_table, crc, bytes + done, count - done);
}

uint32_t cdigest_crc32c_portable(uint32_t crc, const void *bytes, size_t count) {
  return ~sliced32(crc32c_table, ~crc, bytes, count);
}

static uint64_t sliced64(uint64_t crc, const uint8_t *bytes, size_t count) {
  pthread_once(&tables_once, fill_tables);
  for (; count >= 8; count -= 8, bytes += 8) {
    uint64_t word = little_endian(bytes) ^ crc;
    crc = 0;
    for (int slice = 0; slice < 8; slice++) crc ^= crc64_table[7 - slice][word >> (8 * slice) & 0xFF];
  }
  for (; count > 0; count--, bytes++) crc = crc >> 8 ^ crc64_table[0][(crc ^ *bytes) & 0xFF];
  return crc;
}

uint64_t cdigest_crc64nvme_portable(uint64_t crc, const void *bytes, size_t count) {
  return ~sliced64(~crc, bytes, count);
}

uint64_t cdigest_crc64nvme(uint64_t start, const void *start_bytes, size_t count) {
  pthread_once(&tables_once, fill_tables);
  const uint8_t *bytes = start_bytes;
  uint8_t rest[16];
  uint64_t crc = ~start;
  size_t done = crc_fold(&crc64_factors, crc, bytes, count, rest);
  if (done > 0) crc = sliced64(0, rest, sizeof rest);
  return ~sliced64(crc, bytes + done, count - done);
}

// The checksum of what comes first moves to where it would be with that many bytes of zeros after it.
static uint64_t combined(crc_polynomial polynomial, uint64_t first, uint64_t second, uint64_t second_count) {
  return crc_product(polynomial, crc_power_of_x(polynomial, second_count * 8), first) ^ second;
}

uint32_t cdigest_crc32_combined(uint32_t first, uint32_t second, uint64_t second_count) {
  return (uint32_t)combined(crc32, first, second, second_count);
}

uint32_t cdigest_crc32c_combined(uint32_t first, uint32_t second, uint64_t second_count) {
  return (uint32_t)combined(crc32c, first, second, second_count);
}

uint64_t cdigest_crc64nvme_combined(uint64_t first, uint64_t second, uint64_t second_count) {
  return combined(crc64nvme, first, second, second_count);
}

#if defined(__x86_64__)

static int has_sse42(void) {
  static int known = 0;
  int answer = __atomic_load_n(&known, __ATOMIC_RELAXED);
  if (answer == 0) {
    unsigned a, b, c, d;
    answer = __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSE4_2) ? 2 : 1;
    __atomic_store_n(&known, answer, __ATOMIC_RELAXED);
  }
  return answer == 2;
}

__attribute__((target("sse4.2")))
static uint32_t instruction_crc32c(uint32_t crc, const uint8_t *bytes, size_t count) {
  uint64_t wide = crc;
  for (; count >= 8; count -= 8, bytes += 8) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    wide = _mm_crc32_u64(wide, word);
  }
  crc = (uint32_t)wide;
  for (; count > 0; count--, bytes++) crc = _mm_crc32_u8(crc, *bytes);
  return crc;
}

#endif

uint32_t cdigest_crc32c(uint32_t crc, const void *bytes, size_t count) {
#if defined(__x86_64__)
  if (has_sse42()) return ~instruction_crc32c(~crc, bytes, count);
#endif
  return cdigest_crc32c_portable(crc, bytes, count);
}
