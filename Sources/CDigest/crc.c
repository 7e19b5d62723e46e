// Cyclic redundancy checks by the slicing-by-8 tables; CRC32C by the processor's instruction where it has one.
//
// All three are reflected, start from all ones and end inverted. Polynomials in reflected notation: CRC32 (ISO-HDLC)
// 0xEDB88320, CRC32C (iSCSI) 0x82F63B78, CRC64NVME 0x9A6C9329AC4BC9B5.

#include "CDigest.h"

#include <pthread.h>
#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <nmmintrin.h>
#endif

static uint32_t crc32_table[8][256];
static uint32_t crc32c_table[8][256];
static uint64_t crc64_table[8][256];
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
  fill32(crc32_table, 0xEDB88320);
  fill32(crc32c_table, 0x82F63B78);
  fill64(crc64_table, 0x9A6C9329AC4BC9B5);
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

uint32_t cdigest_crc32(uint32_t crc, const void *bytes, size_t count) {
  return ~sliced32(crc32_table, ~crc, bytes, count);
}

uint32_t cdigest_crc32c_portable(uint32_t crc, const void *bytes, size_t count) {
  return ~sliced32(crc32c_table, ~crc, bytes, count);
}

uint64_t cdigest_crc64nvme(uint64_t start, const void *start_bytes, size_t count) {
  pthread_once(&tables_once, fill_tables);
  const uint8_t *bytes = start_bytes;
  uint64_t crc = ~start;
  for (; count >= 8; count -= 8, bytes += 8) {
    uint64_t word = little_endian(bytes) ^ crc;
    crc = 0;
    for (int slice = 0; slice < 8; slice++) crc ^= crc64_table[7 - slice][word >> (8 * slice) & 0xFF];
  }
  for (; count > 0; count--, bytes++) crc = crc >> 8 ^ crc64_table[0][(crc ^ *bytes) & 0xFF];
  return ~crc;
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
