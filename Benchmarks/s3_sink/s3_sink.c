// A server of S3 that is no bottleneck: objects are one file on a memory disk, what is uploaded is thrown away unread.
//
//   s3_sink PORT LARGE SMALL COUNT
//
// `large` is the file LARGE; `small/00000` and so on, COUNT of them, are all the file SMALL, in any bucket. A thread for each
// connection; GET by sendfile, PUT by recv with MSG_TRUNC, which copies nothing. Objects have their true CRC-64/NVME, so that
// clients that verify what they got have to. Signatures are not checked.
// GET /stats tells how many bytes of bodies came, and how many uploads were completed.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "CDigest.h"

enum { HEAD_LIMIT = 32 * 1024, PAGE = 1000 };

#define DATE "Last-Modified: Fri, 20 Nov 2026 23:21:33 GMT\r\n"

struct object {
  int file;
  int64_t size;
  char etag[40];
  char checksum[16];
};

static struct object large, small;
static int small_count;
static atomic_llong bytes_taken, uploads_done;

struct connection {
  int socket;
  char head[HEAD_LIMIT + 1];
  size_t filled;
};

struct request {
  char method[8];
  char path[4096];
  char query[8192];
  int64_t length;
  int64_t first, last;  // of the range; first is -1 without one
  bool expects_continue;
  bool is_chunked;  // Transfer-Encoding, as the AWS command line sends what it computes a checksum of
};

static void base64(const uint8_t *bytes, size_t count, char *text) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t place = 0; place < count; place += 3) {
    uint32_t group = bytes[place] << 16;
    if (place + 1 < count) group |= bytes[place + 1] << 8;
    if (place + 2 < count) group |= bytes[place + 2];
    for (int digit = 0; digit < 4; digit++) *text++ = digits[group >> (18 - 6 * digit) & 63];
    if (place + 1 >= count) text[-2] = '=';
    if (place + 2 >= count) text[-1] = '=';
  }
  *text = 0;
}

static void open_object(struct object *object, const char *path, const char *etag) {
  struct stat status;
  object->file = open(path, O_RDONLY);
  if (object->file < 0 || fstat(object->file, &status) != 0) {
    perror(path);
    exit(1);
  }
  object->size = status.st_size;
  snprintf(object->etag, sizeof object->etag, "\"%s\"", etag);
  static uint8_t buffer[1 << 20];
  uint64_t crc = 0;
  ssize_t count;
  while ((count = read(object->file, buffer, sizeof buffer)) > 0) crc = cdigest_crc64nvme(crc, buffer, count);
  uint8_t bytes[8];
  for (int place = 0; place < 8; place++) bytes[place] = crc >> (56 - 8 * place);
  base64(bytes, 8, object->checksum);
}

static bool send_all(int socket, const char *text, size_t count, int flags) {
  while (count > 0) {
    ssize_t sent = send(socket, text, count, flags | MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    text += sent;
    count -= sent;
  }
  return true;
}

static bool answer(int socket, const char *status, const char *fields, const char *body, bool head_only) {
  size_t count = strlen(body);
  char *text = malloc(count + 1024);
  int front = snprintf(text, 1024, "HTTP/1.1 %s\r\n%sContent-Length: %zu\r\n\r\n", status, fields, count);
  if (!head_only) memcpy(text + front, body, count);
  bool done = send_all(socket, text, front + (head_only ? 0 : count), 0);
  free(text);
  return done;
}

// Reads up to the empty line; what came after it stays in `head`. False at the end of the connection.
static bool read_head(struct connection *own, struct request *request) {
  char *end;
  own->head[own->filled] = 0;
  while (!(end = strstr(own->head, "\r\n\r\n"))) {
    if (own->filled == HEAD_LIMIT) return false;
    ssize_t count = recv(own->socket, own->head + own->filled, HEAD_LIMIT - own->filled, 0);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    own->filled += count;
    own->head[own->filled] = 0;
  }
  *request = (struct request){.first = -1, .last = -1};
  char target[8192];
  if (sscanf(own->head, "%7s %8191s", request->method, target) != 2) return false;
  char *question = strchr(target, '?');
  if (question) {
    *question = 0;
    snprintf(request->query, sizeof request->query, "%s", question + 1);
  }
  snprintf(request->path, sizeof request->path, "%.4095s", target);
  for (char *line = strstr(own->head, "\r\n") + 2; line < end; line = strstr(line, "\r\n") + 2) {
    if (!strncasecmp(line, "content-length:", 15)) request->length = atoll(line + 15);
    if (!strncasecmp(line, "expect:", 7)) request->expects_continue = true;
    if (!strncasecmp(line, "transfer-encoding: chunked", 26)) request->is_chunked = true;
    if (!strncasecmp(line, "range:", 6)) {
      long long first = -1, last = -1;
      sscanf(line + 6, " bytes=%lld-%lld", &first, &last);
      request->first = first;
      request->last = last;
    }
  }
  size_t used = end + 4 - own->head;
  memmove(own->head, own->head + used, own->filled - used);
  own->filled -= used;
  return true;
}

static void drop(struct connection *own, size_t count) {
  memmove(own->head, own->head + count, own->filled - count);
  own->filled -= count;
}

static bool discard(struct connection *own, int64_t rest) {
  size_t here = rest < (int64_t)own->filled ? (size_t)rest : own->filled;
  drop(own, here);
  rest -= here;
  while (rest > 0) {
    ssize_t count = recv(own->socket, own->head, rest < 4 << 20 ? rest : 4 << 20, MSG_TRUNC);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    rest -= count;
  }
  return true;
}

// The next line of a chunked body, without its end; -1 when there is none.
static int read_line(struct connection *own, char *line, size_t room) {
  char *end;
  while (!(end = memmem(own->head, own->filled, "\r\n", 2))) {
    if (own->filled >= HEAD_LIMIT) return -1;
    ssize_t count = recv(own->socket, own->head + own->filled, HEAD_LIMIT - own->filled, 0);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return -1;
    own->filled += count;
  }
  size_t count = end - own->head;
  if (count >= room) return -1;
  memcpy(line, own->head, count);
  line[count] = 0;
  drop(own, count + 2);
  return count;
}

static bool discard_chunks(struct connection *own, int64_t *total) {
  char line[1024];
  while (true) {
    if (read_line(own, line, sizeof line) < 0) return false;
    int64_t count = strtoll(line, NULL, 16);
    *total += count;
    if (count > 0 && !discard(own, count)) return false;
    int rest;
    // After the last chunk come trailers and an empty line, after others an empty line.
    do rest = read_line(own, line, sizeof line);
    while (count == 0 && rest > 0);
    if (rest < 0) return false;
    if (count == 0) return true;
  }
}

static bool discard_body(struct connection *own, const struct request *request) {
  if (request->expects_continue && !send_all(own->socket, "HTTP/1.1 100 Continue\r\n\r\n", 25, 0)) return false;
  int64_t total = request->length;
  bool done = request->is_chunked ? discard_chunks(own, &total) : discard(own, total);
  bytes_taken += total;
  return done;
}

static const struct object *find(const char *path) {
  const char *key = strchr(path + 1, '/');
  if (!key) return NULL;
  if (!strcmp(key, "/large")) return &large;
  if (!strncmp(key, "/small/", 7) && atoi(key + 7) < small_count) return &small;
  return NULL;
}

static bool send_object(int socket, const struct request *request, bool head_only) {
  const struct object *object = find(request->path);
  if (!object) {
    return answer(socket, "404 Not Found", "Content-Type: application/xml\r\n",
                  "<Error><Code>NoSuchKey</Code><Message>there is no such key</Message></Error>", head_only);
  }
  int64_t first = 0, last = object->size - 1;
  bool is_part = request->first >= 0;
  if (is_part) {
    first = request->first;
    if (request->last >= 0 && request->last < last) last = request->last;
  }
  char range[128] = "";
  if (is_part) snprintf(range, sizeof range, "Content-Range: bytes %ld-%ld/%ld\r\n", first, last, object->size);
  char checksum[128] = "";
  if (!is_part) {
    snprintf(checksum, sizeof checksum, "x-amz-checksum-crc64nvme: %s\r\nx-amz-checksum-type: FULL_OBJECT\r\n",
             object->checksum);
  }
  char head[1024];
  int count = snprintf(head, sizeof head, "HTTP/1.1 %s\r\n" DATE "ETag: %s\r\nAccept-Ranges: bytes\r\n%s%sContent-Length: %ld\r\n\r\n",
                       is_part ? "206 Partial Content" : "200 OK", object->etag, range, checksum, last - first + 1);
  if (!send_all(socket, head, count, head_only ? 0 : MSG_MORE)) return false;
  off_t place = first;
  while (!head_only && place <= last) {
    ssize_t sent = sendfile(socket, object->file, &place, last - place + 1);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
  }
  return true;
}

// The keys of `small/`, and `large`; nothing below any other prefix.
static bool send_listing(int socket, const struct request *request) {
  const char *prefix = strstr(request->query, "prefix=");
  prefix = prefix ? prefix + 7 : "";
  bool is_small = !strncmp(prefix, "small%2F", 8) || !strncmp(prefix, "small/", 6);
  bool is_large = !strncmp(prefix, "large", 5);
  const char *token = strstr(request->query, "continuation-token=");
  int start = token ? atoi(token + 19) : 0;
  int end = is_small ? (start + PAGE < small_count ? start + PAGE : small_count) : 0;
  char *body = malloc(1024 + PAGE * 256), *place = body;
  place += sprintf(place, "<?xml version=\"1.0\"?><ListBucketResult><IsTruncated>%s</IsTruncated>",
                   is_small && end < small_count ? "true" : "false");
  if (is_small && end < small_count) place += sprintf(place, "<NextContinuationToken>%d</NextContinuationToken>", end);
  static const char row[] = "<Contents><Key>%s</Key><LastModified>2026-11-20T23:21:33.000Z</LastModified><ETag>%s</ETag>"
                            "<Size>%ld</Size><StorageClass>STANDARD</StorageClass></Contents>";
  for (int number = start; number < end; number++) {
    char key[32];
    snprintf(key, sizeof key, "small/%05d", number);
    place += sprintf(place, row, key, small.etag, small.size);
  }
  if (is_large) place += sprintf(place, row, "large", large.etag, large.size);
  sprintf(place, "<KeyCount>%d</KeyCount></ListBucketResult>", end - start);
  bool done = answer(socket, "200 OK", "Content-Type: application/xml\r\n", body, false);
  free(body);
  return done;
}

static bool serve(struct connection *own, const struct request *request) {
  bool is_bucket = !strchr(request->path + 1, '/') || request->path[strlen(request->path) - 1] == '/';
  if (!strcmp(request->method, "PUT")) {
    if (!discard_body(own, request)) return false;
    if (!strstr(request->query, "partNumber=")) uploads_done++;
    return answer(own->socket, "200 OK", "ETag: \"0123456789abcdef0123456789abcdef\"\r\n", "", false);
  }
  if (!strcmp(request->method, "POST")) {
    if (!discard_body(own, request)) return false;
    bool begins = !strstr(request->query, "uploadId=");
    if (!begins) uploads_done++;
    return answer(own->socket, "200 OK", "Content-Type: application/xml\r\n",
                  begins ? "<InitiateMultipartUploadResult><Bucket>b</Bucket><Key>k</Key><UploadId>u</UploadId></InitiateMultipartUploadResult>"
                         : "<CompleteMultipartUploadResult><ETag>\"0123456789abcdef0123456789abcdef-2\"</ETag></CompleteMultipartUploadResult>",
                  false);
  }
  bool head_only = !strcmp(request->method, "HEAD");
  if (!strcmp(request->path, "/stats")) {
    char text[128];
    snprintf(text, sizeof text, "{\"bytes\": %lld, \"uploads\": %lld}", (long long)bytes_taken, (long long)uploads_done);
    return answer(own->socket, "200 OK", "", text, head_only);
  }
  if (is_bucket && !head_only && strstr(request->query, "list-type=2")) return send_listing(own->socket, request);
  if (is_bucket) return answer(own->socket, "200 OK", "x-amz-bucket-region: us-east-1\r\n", "", head_only);
  return send_object(own->socket, request, head_only);
}

static void *converse(void *given) {
  struct connection *own = given;
  struct request *request = malloc(sizeof *request);
  int on = 1;
  setsockopt(own->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  while (read_head(own, request) && serve(own, request)) {}
  close(own->socket);
  free(request);
  free(own);
  return NULL;
}

int main(int count, char **arguments) {
  if (count != 5) {
    fprintf(stderr, "usage: s3_sink PORT LARGE SMALL COUNT\n");
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);
  open_object(&large, arguments[2], "11111111111111111111111111111111-64");
  open_object(&small, arguments[3], "22222222222222222222222222222222");
  small_count = atoi(arguments[4]);
  int listener = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(arguments[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 1024) != 0) {
    perror("s3_sink");
    return 1;
  }
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, 128 * 1024);
  while (true) {
    int socket = accept(listener, NULL, NULL);
    if (socket < 0) continue;
    struct connection *own = calloc(1, sizeof *own);
    own->socket = socket;
    pthread_t thread;
    if (pthread_create(&thread, &attributes, converse, own) != 0) {
      close(socket);
      free(own);
    }
  }
}
