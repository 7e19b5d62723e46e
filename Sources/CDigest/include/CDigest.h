#ifndef CDIGEST_H
#define CDIGEST_H

#include <stddef.h>
#include <stdint.h>

/// A SHA-256 under way (FIPS 180-4). A plain value: copying it copies the state.
typedef struct {
  uint32_t state[8];
  uint64_t length;
  uint32_t used;
  uint8_t block[64];
} cdigest_sha256;

void cdigest_sha256_init(cdigest_sha256 *context);
void cdigest_sha256_update(cdigest_sha256 *context, const void *bytes, size_t count);
void cdigest_sha256_final(cdigest_sha256 *context, uint8_t digest[32]);

/// The portable rounds, whatever the processor: for tests.
void cdigest_sha256_portable(const void *bytes, size_t count, uint8_t digest[32]);

/// Cyclic checksums. Begin with 0; pass the last answer to go on.
uint32_t cdigest_crc32(uint32_t crc, const void *bytes, size_t count);
uint32_t cdigest_crc32c(uint32_t crc, const void *bytes, size_t count);
uint64_t cdigest_crc64nvme(uint64_t crc, const void *bytes, size_t count);

/// The checksum of two messages one after the other, from their checksums and the length of the second.
uint32_t cdigest_crc32_combined(uint32_t first, uint32_t second, uint64_t second_count);
uint32_t cdigest_crc32c_combined(uint32_t first, uint32_t second, uint64_t second_count);
uint64_t cdigest_crc64nvme_combined(uint64_t first, uint64_t second, uint64_t second_count);

/// The same by tables, whatever the processor: for tests.
uint32_t cdigest_crc32_portable(uint32_t crc, const void *bytes, size_t count);
uint32_t cdigest_crc32c_portable(uint32_t crc, const void *bytes, size_t count);
uint64_t cdigest_crc64nvme_portable(uint64_t crc, const void *bytes, size_t count);

#endif
